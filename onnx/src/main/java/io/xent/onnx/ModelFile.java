package io.xent.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.ExtensionRegistryLite;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import io.xent.learn.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An ONNX file as bytes, with what stands beside its graph. A file that Xent wrote ends with one more metadata entry,
 * the SHA-256 of all bytes before it: fields of a protobuf message may come in any order, so it is valid ONNX, and
 * damage is told from a model before anything is computed with it.
 */
record ModelFile(Path file, byte[] bytes, String producer, Map<String, String> metadata) {

    static final String PRODUCER = "xent";
    static final String CHECKSUM = "xent.sha256";

    ModelFile {
        metadata = Collections.unmodifiableMap(metadata);
    }

    /** The bytes of a model of ours, checksum included. */
    static byte[] seal(ModelProto model) {
        byte[] checksum = checksum(new byte[0], 0);
        int size = model.getSerializedSize();
        byte[] bytes = new byte[Math.addExact(size, checksum.length)];
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(bytes, 0, size);
            model.writeTo(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.arraycopy(checksum(bytes, size), 0, bytes, size, checksum.length);
        return bytes;
    }

    /** The entry that follows the first {@code length} bytes. */
    private static byte[] checksum(byte[] bytes, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, 0, length);
            StringStringEntryProto entry = StringStringEntryProto.newBuilder()
                    .setKey(CHECKSUM)
                    .setValue(HexFormat.of().formatHex(digest.digest()))
                    .build();
            return ModelProto.newBuilder().addMetadataProps(entry).build().toByteArray();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws InvalidInputException where there is no such file, it is no ONNX model, or one of ours that is damaged */
    static ModelFile open(Path file) {
        return of(file, read(file));
    }

    static ModelFile of(Path file, byte[] bytes) {
        if (bytes.length == 0) {
            throw new InvalidInputException(file + ": is empty (0 bytes); restore the model or train it again");
        }
        ModelFile model = scan(file, bytes);
        if (model.isOurs() && !model.isWhole()) {
            throw new InvalidInputException(
                    file + ": is damaged: it is not as Xent wrote it; restore the model or train it again");
        }
        return model;
    }

    private static byte[] read(Path file) {
        try {
            if (Files.isDirectory(file)) {
                throw new InvalidInputException(file + ": is a directory; name the model file in it");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new InvalidInputException(file + ": no such file; check the name of the model", e);
        } catch (OutOfMemoryError e) {
            throw new InvalidInputException(file + ": is too large to be read; raise the memory limit with -Xmx", e);
        } catch (IOException e) {
            String reason = e instanceof AccessDeniedException ? "permission denied" : e.getMessage();
            throw new InvalidInputException(file + ": cannot be read: " + reason + "; check its permissions", e);
        }
    }

    private static ModelFile scan(Path file, byte[] bytes) {
        String producer = "";
        boolean hasVersion = false;
        boolean hasGraph = false;
        Map<String, String> metadata = new LinkedHashMap<>();
        try {
            CodedInputStream in = CodedInputStream.newInstance(bytes);
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                boolean isMessage = WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
                int field = WireFormat.getTagFieldNumber(tag);
                hasVersion |= field == ModelProto.IR_VERSION_FIELD_NUMBER && !isMessage;
                hasGraph |= field == ModelProto.GRAPH_FIELD_NUMBER && isMessage;
                if (field == ModelProto.PRODUCER_NAME_FIELD_NUMBER && isMessage) {
                    producer = in.readString();
                } else if (field == ModelProto.METADATA_PROPS_FIELD_NUMBER && isMessage) {
                    StringStringEntryProto.Builder entry = StringStringEntryProto.newBuilder();
                    in.readMessage(entry, ExtensionRegistryLite.getEmptyRegistry());
                    metadata.put(entry.getKey(), entry.getValue());
                } else {
                    in.skipField(tag);
                }
            }
        } catch (IOException e) {
            throw notOnnx(file, e);
        }
        if (!hasVersion || !hasGraph) {
            throw notOnnx(file, null);
        }
        return new ModelFile(file, bytes, producer, metadata);
    }

    ModelProto parse() {
        try {
            return ModelProto.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw notOnnx(file, e);
        }
    }

    private static InvalidInputException notOnnx(Path file, Throwable cause) {
        return new InvalidInputException(
                file + ": is not an ONNX model, or only a part of one; name a whole .onnx file", cause);
    }

    /** What stands beside the graph, once the graph is loaded. */
    ModelFile withoutBytes() {
        return new ModelFile(file, new byte[0], producer, new LinkedHashMap<>(metadata));
    }

    boolean isOurs() {
        return producer.equals(PRODUCER);
    }

    private boolean isWhole() {
        int size = bytes.length - checksum(new byte[0], 0).length;
        return size > 0 && Arrays.equals(bytes, size, bytes.length, checksum(bytes, size), 0, bytes.length - size);
    }
}
