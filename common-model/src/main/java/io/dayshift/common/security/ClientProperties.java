package io.dayshift.common.security;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How managers and workers call each other.
 *
 * @param sslBundle name of the bundle ({@code spring.ssl.bundle}) with the certificate to show and those to trust; without
 *     one, none is shown and those are trusted that Java trusts
 * @param expect whose certificate the other side has to show
 */
@ConfigurationProperties("dayshift.client")
record ClientProperties(
        @Nullable String sslBundle,
        @DefaultValue("host-name") Expect expect) {

    ClientProperties {
        if (expect == Expect.ROLE && sslBundle == null) {
            throw new InsecureException(
                    "dayshift.client.expect=role looks at certificates: set dayshift.client.ssl-bundle"
                            + " to the bundle with the authority that issues them, or take expect away.");
        }
    }

    /** Whose certificate is taken for that of the other side, of those that the bundle trusts. */
    enum Expect {

        /** One for the host that is called. */
        HOST_NAME,

        /**
         * One with a name that {@code dayshift.security.certificates} lists for the other side's role, at whatever host: for
         * workers that come and go at addresses that nobody issues certificates for.
         */
        ROLE
    }
}
