package io.xent.tables;

import io.xent.learn.encoding.Column;
import io.xent.learn.encoding.Table;
import java.nio.file.Path;
import java.util.List;

/** Labels in memory beside vectors that are read from a {@link io.xent.learn.BlockFile} as they are needed. */
final class StoredVectors implements StoredTable {

    private final TableRead read;
    private final Scratch scratch;

    StoredVectors(TableRead read, Scratch scratch) {
        this.read = read;
        this.scratch = scratch;
    }

    @Override
    public String source() {
        return read.table().source();
    }

    @Override
    public int rows() {
        return read.table().rows();
    }

    @Override
    public List<String> names() {
        return read.table().columns().stream().map(Column::name).toList();
    }

    @Override
    public boolean hasVectors() {
        return true;
    }

    @Override
    public List<Path> files() {
        return read.files();
    }

    @Override
    public List<String> notices() {
        return read.notices();
    }

    @Override
    public Column column(String name) {
        return read.table().column(name).orElseThrow();
    }

    /** All rows are one batch: it takes no memory. */
    @Override
    public void forEachBatch(List<String> names, Batch use) {
        use.take(0, new Table(source(), rows(), names.stream().map(this::column).toList()));
    }

    @Override
    public void close() {
        scratch.close();
    }
}
