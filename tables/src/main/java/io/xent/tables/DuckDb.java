package io.xent.tables;

import io.xent.learn.InvalidInputException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * A DuckDB of our own, in memory. It fetches nothing from the network: extensions it was not built with are neither
 * installed nor loaded. Loading its library takes most of a second, so one is opened only where it reads or writes.
 */
final class DuckDb implements AutoCloseable {

    private final Connection connection;

    /** Null where nothing is kept in files. */
    private final Scratch scratch;

    private DuckDb(Connection connection, Scratch scratch) {
        this.connection = connection;
        this.scratch = scratch;
    }

    static DuckDb open() throws SQLException {
        return open(null);
    }

    private static DuckDb open(Scratch scratch) throws SQLException {
        DuckDb opened = new DuckDb(connect(true), scratch);
        opened.run("SET TimeZone = 'UTC'");
        return opened;
    }

    /** One with a database {@code stored} in a file, and little memory. */
    static DuckDb openStored(Scratch scratch, long memory) throws SQLException {
        DuckDb opened = open(scratch);
        opened.run("SET memory_limit = '" + (memory >> 10) + "KiB'");
        opened.run("SET temp_directory = " + text(scratch.file(Scratch.SPILL).toString()));
        opened.run("ATTACH " + text(scratch.file(Scratch.DATABASE).toString()) + " AS stored");
        return opened;
    }

    private static Connection connect(boolean streaming) throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("jdbc_stream_results", String.valueOf(streaming));
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        settings.setProperty("allow_community_extensions", "false");
        return DriverManager.getConnection("jdbc:duckdb:", settings);
    }

    void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    Connection connection() {
        return connection;
    }

    /** What to do with the rows of a query. */
    interface Rows<T> {
        T read(ResultSet rows) throws SQLException;
    }

    /** Runs a query; its rows are streamed, so that they are never all in memory. */
    <T> T query(String sql, Rows<T> use) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return use.read(rows);
        } catch (SQLException e) {
            throw String.valueOf(e.getMessage()).contains("Invalid result set") ? cause(sql, e) : e;
        }
    }

    /** The driver loses what goes wrong before the first row of a stream; without streaming it tells. */
    private static SQLException cause(String sql, SQLException lost) {
        try (Connection plain = connect(false);
                Statement statement = plain.createStatement()) {
            statement.execute(sql);
            return lost;
        } catch (SQLException e) {
            return e;
        }
    }

    /** The number that a query gives, which must not be more than a table can have rows. */
    int rows(String sql, String source) throws SQLException {
        long rows = query(sql, result -> {
            result.next();
            return result.getLong(1);
        });
        if (rows > Integer.MAX_VALUE - 16) {
            throw new InvalidInputException(source + ": has " + rows + " rows; more than 2^31 cannot be trained on");
        }
        return (int) rows;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** Closes it and removes its files. */
    void closeStored() {
        try {
            close();
        } catch (SQLException e) {
            throw new InvalidInputException("the copy of the data cannot be closed (" + reason(e) + ")", e);
        } finally {
            scratch.close();
        }
    }

    /** A text in SQL. */
    static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    static String texts(Iterable<String> values) {
        StringBuilder list = new StringBuilder("[");
        for (String value : values) {
            list.append(list.length() > 1 ? "," : "").append(text(value));
        }
        return list.append("]").toString();
    }

    /** Files in SQL; a wildcard in a name stands for itself. */
    static String files(List<Path> files) {
        return texts(files.stream()
                .map(file -> file.toAbsolutePath().toString().replaceAll("[\\[*?]", "[$0]"))
                .collect(Collectors.toList()));
    }

    /** The first line of what went wrong, for the end of a message. */
    static String reason(SQLException e) {
        String message = e.getMessage() == null ? "no reason given" : e.getMessage();
        return message.lines().findFirst().orElse("").strip();
    }
}
