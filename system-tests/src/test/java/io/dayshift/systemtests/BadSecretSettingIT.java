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

/** A service that does not start over a token or a password says at which setting that is, and never what is set there. */
class BadSecretSettingIT {

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

    @ParameterizedTest
    @CsvSource({
        "redis://:kanarien%vogel@localhost:6379, position",
        "redis://user:kanarien@vogel@localhost:6379, encoded",
        "http://:kanarienvogel@localhost:6379, rediss",
        "kanarienvogel, rediss",
    })
    void is_named_when_it_is_an_address_of_Redis(String url, String why) throws IOException {
        var log = logOfFailedStart("--spring.data.redis.url=" + url);

        assertThat(log)
                .contains("spring.data.redis.url", why, "redis://user:password@host:6379")
                .doesNotContain("kanarien", "vogel");
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
