package io.dayshift.manager;

import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** The same of a manager that asks nobody who he is; tokens are passed over. */
@TestPropertySource(inheritProperties = false, properties = "dayshift.namespace=open")
@DirtiesContext
class OpenHeadersIT extends HeadersIT {}
