package io.dayshift.systemtests;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An image as {@code jib:buildTar} writes it, in the format of {@code docker save}.
 *
 * @param configuration the image's JSON: {@code config}, {@code created}, {@code history}, {@code rootfs}
 * @param layers in the order in which they are laid over each other
 */
record JibImage(JsonNode configuration, List<Layer> layers) {

    /**
     * @param name file of the tar; jib names it by the SHA-256 of what it holds
     * @param packed digest of the file, as hex
     * @param unpacked digest of what comes out of gzip, as hex
     * @param files paths in the image, folders left out
     */
    record Layer(String name, String packed, String unpacked, List<String> files) {}

    static JibImage read(String app) throws IOException {
        var parts = new LinkedHashMap<String, byte[]>();
        try (var tar = new TarArchiveInputStream(Files.newInputStream(Path.of("..", app, "target", "jib-image.tar")))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                parts.put(entry.getName(), tar.readAllBytes());
            }
        }
        var manifest = json(parts, "manifest.json").get(0);
        var layers = new ArrayList<Layer>();
        for (var name : manifest.get("Layers")) {
            layers.add(layer(name.stringValue(), part(parts, name.stringValue())));
        }
        return new JibImage(json(parts, manifest.get("Config").stringValue()), layers);
    }

    /** Paths of all layers, folders left out. */
    List<String> files() {
        return layers.stream().flatMap(layer -> layer.files().stream()).toList();
    }

    private static Layer layer(String name, byte[] packed) throws IOException {
        var files = new ArrayList<String>();
        var digest = sha256();
        try (var content = new DigestInputStream(new GZIPInputStream(new ByteArrayInputStream(packed)), digest)) {
            var tar = new TarArchiveInputStream(content);
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (!entry.isDirectory()) {
                    files.add(entry.getName());
                }
            }
            content.transferTo(OutputStream.nullOutputStream());
        }
        return new Layer(name, hex(sha256().digest(packed)), hex(digest.digest()), files);
    }

    private static JsonNode json(Map<String, byte[]> parts, String name) {
        return JsonMapper.shared().readTree(part(parts, name));
    }

    private static byte[] part(Map<String, byte[]> parts, String name) {
        var part = parts.get(name);
        if (part == null) {
            throw new IllegalStateException("the image names " + name + ", but its tar has only " + parts.keySet());
        }
        return part;
    }

    private static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
