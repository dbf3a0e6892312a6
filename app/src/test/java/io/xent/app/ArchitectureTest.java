package io.xent.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds the arrows between rooms where docs/design-decisions.md draws them. */
class ArchitectureTest {

    private static final JavaClasses ROOMS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.xent");

    @Test
    void everyRoom_isSeen() {
        for (String room : List.of("core", "learn", "tables", "onnx", "app")) {
            assertTrue(
                    ROOMS.stream().anyMatch(c -> c.getPackageName().startsWith("io.xent." + room)),
                    "no class of room " + room + " is on the class path");
        }
    }

    @Test
    void core_usesNothingButItselfAndJava() {
        check(classes()
                .that()
                .resideInAPackage("io.xent.core..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.xent.core..", "java.."));
    }

    @Test
    void core_namesNoFilesThreadsOrReflection() {
        check(noClasses()
                .that()
                .resideInAPackage("io.xent.core..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.file..", "java.util.concurrent..", "java.lang.reflect..", "java.net..")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Thread.class, java.io.File.class));
    }

    @Test
    void learn_usesCoreOnly_andItsInferenceAndVerificationTheTailsOfDistributions() {
        check(classes()
                .that()
                .resideInAPackage("io.xent.learn..")
                .and()
                .resideOutsideOfPackages("io.xent.learn.inference", "io.xent.learn.verification")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.xent.learn..", "io.xent.core..", "java.."));
        check(classes()
                .that()
                .resideInAPackage("io.xent.learn.inference")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.xent.learn..", "io.xent.core..", "java..", "org.apache.commons.numbers.gamma"));
    }

    @Test
    void tables_usesLearnAndNotItsNeighbours() {
        check(onlyDependsOnRooms("tables", "learn", "core"));
    }

    @Test
    void onnx_usesLearnAndNotItsNeighbours() {
        check(onlyDependsOnRooms("onnx", "learn", "core"));
    }

    @Test
    void derive_usesCoreOnlyAndNoFilesThreadsOrReflection() {
        check(classes()
                .that()
                .resideInAPackage("io.xent.derive..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.xent.derive..", "io.xent.core..", "java.."));
        check(noClasses()
                .that()
                .resideInAPackage("io.xent.derive..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.file..", "java.util.concurrent..", "java.lang.reflect..", "java.net.."));
    }

    @Test
    void app_isUsedByNobody() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.xent.app..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.xent.app.."));
    }

    @Test
    void nativeLibraries_eachHaveOneRoom() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.xent.onnx..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ai.onnxruntime..", "org.tribuo..", "com.google.protobuf.."));
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.xent.tables..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.duckdb..", "java.sql.."));
    }

    @Test
    void theVectorApi_isNamedInItsRoomOnly() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.xent.vector..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.incubator.."));
    }

    private static ArchRule onlyDependsOnRooms(String room, String... others) {
        String[] forbidden = List.of("testkit", "learn", "tables", "onnx", "app", "vector", "derive", "spark").stream()
                .filter(name -> !name.equals(room) && !List.of(others).contains(name))
                .map(name -> "io.xent." + name + "..")
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage("io.xent." + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden);
    }

    private static void check(ArchRule rule) {
        rule.check(ROOMS);
    }
}
