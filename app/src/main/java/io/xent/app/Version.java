package io.xent.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Which version of Xent this is, and of what it was built with; put into a resource by the build. */
final class Version implements IVersionProvider {

    static String current() {
        return property("version");
    }

    /** The version of a library that this was built with: {@code duckdb} or {@code onnxruntime}. */
    static String of(String library) {
        return property(library);
    }

    private static String property(String key) {
        Properties properties = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty(key);
    }

    @Override
    public String[] getVersion() {
        return new String[] {"xent " + current()};
    }
}
