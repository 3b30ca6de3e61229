package io.dayshift.manager.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.mock.env.MockEnvironment;

class EmbeddedRedisIT {

    /** Not removed: the server ends with this virtual machine only. */
    @TempDir(cleanup = CleanupMode.NEVER)
    Path folder;

    @Test
    void keeps_its_data_where_it_is_told_to() {
        var data = folder.resolve("data");
        var environment = new MockEnvironment()
                .withProperty("dayshift.redis.embedded", "true")
                .withProperty("dayshift.redis.embedded.port", "0")
                .withProperty("dayshift.redis.embedded.dir", data.toString());

        new EmbeddedRedis(Supplier::get).postProcessEnvironment(environment, new SpringApplication());

        assertThat(environment.getProperty("spring.data.redis.url")).startsWith("redis://127.0.0.1:");
        assertThat(data.resolve("appendonlydir")).isDirectory();
    }
}
