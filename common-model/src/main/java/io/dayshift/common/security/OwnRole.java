package io.dayshift.common.security;

/** As whom a service calls others of its crew: the only role whose tokens it keeps in plain, since it has to show one. */
public record OwnRole(Role role) {}
