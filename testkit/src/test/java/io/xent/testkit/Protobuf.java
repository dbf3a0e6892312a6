package io.xent.testkit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One message of the Protocol Buffers wire format: fields by number, each as the bytes or the number that it is. */
final class Protobuf {

    private final Map<Integer, List<ByteBuffer>> chunks = new TreeMap<>();
    private final Map<Integer, List<Long>> numbers = new TreeMap<>();

    Protobuf(ByteBuffer bytes) {
        ByteBuffer in = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            long key = varint(in);
            int field = (int) (key >>> 3);
            switch ((int) (key & 7)) {
                case 0 -> number(field, varint(in));
                case 1 -> number(field, in.getLong());
                case 2 -> chunks.computeIfAbsent(field, f -> new ArrayList<>()).add(chunk(in, (int) varint(in)));
                case 5 -> number(field, in.getInt());
                default -> throw new IllegalArgumentException("wire type " + (key & 7));
            }
        }
    }

    private void number(int field, long value) {
        numbers.computeIfAbsent(field, f -> new ArrayList<>()).add(value);
    }

    private static ByteBuffer chunk(ByteBuffer in, int length) {
        ByteBuffer chunk = in.slice(in.position(), length).order(ByteOrder.LITTLE_ENDIAN);
        in.position(in.position() + length);
        return chunk;
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte b = in.get();
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
    }

    List<Protobuf> messages(int field) {
        return chunks(field).stream().map(Protobuf::new).toList();
    }

    List<ByteBuffer> chunks(int field) {
        return chunks.getOrDefault(field, List.of());
    }

    List<String> texts(int field) {
        return chunks(field).stream()
                .map(c -> StandardCharsets.UTF_8.decode(c.duplicate()).toString())
                .toList();
    }

    /** Integers, whether packed or one by one. */
    List<Long> integers(int field) {
        List<Long> all = new ArrayList<>(numbers.getOrDefault(field, List.of()));
        for (ByteBuffer packed : chunks(field)) {
            ByteBuffer in = packed.duplicate();
            while (in.hasRemaining()) {
                all.add(varint(in));
            }
        }
        return all;
    }
}
