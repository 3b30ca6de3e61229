package io.dayshift.common.security;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How managers and workers call each other.
 *
 * @param sslBundle name of the bundle ({@code spring.ssl.bundle}) with the certificate to show and those to trust; without
 *     one, none is shown and those are trusted that Java trusts
 */
@ConfigurationProperties("dayshift.client")
record ClientProperties(@Nullable String sslBundle) {}
