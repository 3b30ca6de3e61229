package io.dayshift.systemtests.benchmark.figures;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Figures for programs: where and how they were measured, what was asked for, and every single run. */
public final class FiguresFile {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private FiguresFile() {}

    /**
     * Writes it.
     *
     * @param circumstances what else a reader has to know, by name
     */
    public static void write(Path file, SequencedMap<String, Object> circumstances, List<Run> runs) {
        write(
                file,
                circumstances,
                "figures",
                Figure.all(runs).stream().map(FiguresFile::figure).toList(),
                runs);
    }

    /**
     * Writes how two builds compare, whose figures would say nothing together.
     *
     * @param ratios of the second to the first
     */
    public static void writeRatios(
            Path file, SequencedMap<String, Object> circumstances, List<Figure> ratios, List<Run> runs) {
        write(
                file,
                circumstances,
                "ratios",
                ratios.stream().map(FiguresFile::measured).toList(),
                runs);
    }

    private static void write(
            Path file,
            SequencedMap<String, Object> circumstances,
            String name,
            List<Map<String, Object>> figures,
            List<Run> runs) {
        var all = new LinkedHashMap<>(circumstances);
        all.put(name, figures);
        all.put("runs", runs.stream().map(FiguresFile::run).toList());
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, JSON.writeValueAsString(all));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> figure(Figure figure) {
        var quantity = figure.quantity();
        var shown = measured(figure);
        shown.put("target", quantity.target());
        shown.put("verdict", quantity.verdict(figure.median()));
        return shown;
    }

    private static Map<String, Object> measured(Figure figure) {
        var quantity = figure.quantity();
        var shown = new LinkedHashMap<String, Object>();
        shown.put("measure", quantity.measure().title());
        shown.put("name", quantity.key());
        shown.put("unit", quantity.unit());
        shown.put("median", figure.median());
        shown.put("least", figure.least());
        shown.put("most", figure.most());
        shown.put("runs", figure.runs());
        return shown;
    }

    private static Map<String, Object> run(Run run) {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("measure", run.measure().title());
        if (!run.build().isEmpty()) {
            shown.put("build", run.build());
        }
        shown.put("run", run.number());
        shown.put("values", run.values());
        return shown;
    }
}
