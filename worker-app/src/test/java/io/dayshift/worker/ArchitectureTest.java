package io.dayshift.worker;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final String APP = "io.dayshift.worker.";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.dayshift.worker");

    @Test
    void keeps_features_apart() {
        slices().matching(APP + "(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(alwaysTrue(), resideInAnyPackage(APP + "client..", APP + "system..", APP + "run.."))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void keeps_system_and_client_free_of_the_run() {
        noClasses()
                .that()
                .resideInAnyPackage(APP + "system..", APP + "client..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(APP + "run..")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void does_not_know_the_manager() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.dayshift.manager..")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void leaves_redis_to_the_store() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework.data.redis..", "io.lettuce..")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void is_given_its_clock() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .allowEmptyShould(true)
                .check(CLASSES);
    }
}
