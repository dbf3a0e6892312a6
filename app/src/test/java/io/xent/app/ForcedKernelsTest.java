package io.xent.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForcedKernelsTest {

    @TempDir
    Path directory;

    @Test
    void info_absentKernelsForced_saysSoInOneLine() {
        Cli.Result result = info("-Dxent.kernels=warp");
        assertEquals("xent: -Dxent.kernels=warp: no such kernels here; use auto or scalar\n", result.err());
        assertEquals(ExitStatus.BAD_INPUT, result.status());
        assertEquals("", result.out());
    }

    @Test
    void info_scalarKernelsForced_namesThem() {
        Cli.Result result = info("-Dxent.kernels=scalar");
        assertTrue(result.out().matches("(?s).*kernels +scalar.*"), result.out());
        assertEquals(ExitStatus.DONE, result.status());
    }

    private Cli.Result info(String option) {
        return Cli.process(directory, Map.of(), command(option));
    }

    private static List<String> command(String option) {
        List<String> command = Cli.command("info");
        command.add(1, option);
        return command;
    }
}
