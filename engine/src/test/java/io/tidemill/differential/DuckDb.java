// SPDX-License-Identifier: Apache-2.0
package io.tidemill.differential;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/// DuckDB, in memory, with the tables of one query.
final class DuckDb implements AutoCloseable {
    private final DuckDBConnection connection;

    DuckDb() throws SQLException {
        Connection opened = DriverManager.getConnection("jdbc:duckdb:");
        connection = opened.unwrap(DuckDBConnection.class);
        execute("SET threads = 1");
        execute("SET order_by_non_integer_literal = true");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Makes a table anew, with the column `batch` first.
    void load(RandomTable table) throws SQLException {
        List<String> columns = table.columns()
                .stream()
                .map(column -> column.name() + " " + Sql.type(column.type()))
                .toList();
        execute("CREATE OR REPLACE TABLE " + table.name() + " (batch BIGINT, " + String.join(", ", columns) + ")");
        try (DuckDBAppender appender = connection.createAppender(DuckDBConnection.DEFAULT_SCHEMA, table.name())) {
            for (int row = 0; row < table.rows().size(); row++) {
                appender.beginRow();
                appender.append(table.batchOfRow().get(row).longValue());
                for (Object value : table.rows().get(row)) {
                    append(appender, value);
                }
                appender.endRow();
            }
        }
    }

    private static void append(DuckDBAppender appender, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> appender.appendNull();
            case Boolean truth -> appender.append((boolean) truth);
            case Byte number -> appender.append((byte) number);
            case Short number -> appender.append((short) number);
            case Integer number -> appender.append((int) number);
            case Long number -> appender.append((long) number);
            case Float number -> appender.append((float) number);
            case Double number -> appender.append((double) number);
            case String text -> appender.append(text);
            case Instant moment -> appender.append(LocalDateTime.ofInstant(moment, ZoneOffset.UTC));
            case LocalDate day -> appender.append(day);
            case LocalDateTime moment -> appender.append(moment);
            case LocalTime time -> appender.append(time);
            case BigDecimal number -> appender.append(number);
            case byte[] bytes -> appender.append(bytes);
            default -> throw new IllegalArgumentException(value.toString());
        }
    }

    List<List<@Nullable Object>> answer(String sql) throws SQLException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<@Nullable Object> row = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    row.add(Sql.plain(result.getObject(column)));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
