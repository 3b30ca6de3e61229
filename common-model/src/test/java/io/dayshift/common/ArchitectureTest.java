package io.dayshift.common;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses COMMON = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.dayshift.common");

    @Test
    void keeps_values_free_of_frameworks() {
        classes()
                .that()
                .resideInAnyPackage("io.dayshift.common.task..", "io.dayshift.common.worker..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..", "org.jspecify..", "io.dayshift.common.task..", "io.dayshift.common.worker..")
                .allowEmptyShould(true)
                .check(COMMON);
    }

    @Test
    void lets_only_the_store_talk_to_redis() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.dayshift.common.store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework.data.redis..", "io.lettuce..")
                .allowEmptyShould(true)
                .check(COMMON);
    }

    @Test
    void knows_nothing_of_the_apps() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.dayshift.manager..", "io.dayshift.worker..")
                .allowEmptyShould(true)
                .check(COMMON);
    }

    /** {@code SteadyClock} provides the time; everything else is given an {@code InstantSource}. */
    @Test
    void reads_the_time_in_one_place() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.dayshift.common.loop.SteadyClock")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .allowEmptyShould(true)
                .check(COMMON);
    }
}
