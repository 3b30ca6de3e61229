package io.dayshift.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.dayshift.systemtests.crew.Program;
import io.dayshift.systemtests.crew.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A service that does not start over a token says at which setting that is, and never what is set there. */
class BadTokenSettingIT {

    private static final String CANARY = "kanarienvogel";
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "tokens.submit=kanarienvogel, tokens.submit",
        "tokens.read=sha256:kanarienvogel, tokens.read",
        "tokens.admin=kanarienvogel-0123456789, tokens",
        "tokens=kanarienvogel-0123456789, tokens",
        "tokens.submit[1]=kanarienvogel-0123456789, tokens.submit",
    })
    void is_named_without_its_value(String setting, String named) throws IOException {
        var log = logOfFailedStart("--dayshift.security." + setting);

        assertThat(log).contains("dayshift.security." + named).doesNotContain(CANARY);
    }

    @Test
    void is_named_by_its_file_without_what_is_in_it() throws IOException {
        var tokens = Files.createDirectory(folder.resolve("tokens"));
        var file = Files.writeString(tokens.resolve("submit"), CANARY);

        var log = logOfFailedStart("--dayshift.security.token-directory=" + tokens);

        assertThat(log).contains(file.toString()).doesNotContain(CANARY);
    }

    private String logOfFailedStart(String option) throws IOException {
        var arguments = List.of("--server.port=0", "--logging.level.io.dayshift=debug", option);
        var service = Service.start(Program.of("manager-app").shortLived(), "manager", 0, arguments, folder);
        try (var process = service.process()) {
            assertThat(process.awaitEnd(LONG)).isTrue();
        }
        return Files.readString(service.log());
    }
}
