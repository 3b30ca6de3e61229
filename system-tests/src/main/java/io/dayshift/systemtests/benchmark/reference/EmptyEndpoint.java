package io.dayshift.systemtests.benchmark.reference;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Reads a body and answers 202, on Tomcat and Spring MVC alone: no security, no filters, no metrics. It runs in a process of
 * its own, on the manager's libraries and with the manager's settings of the server; {@link EmptyServer} starts it.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class
})
@RestController
public class EmptyEndpoint {

    static final String PATH = "/v1/tasks";

    public static void main(String[] args) {
        SpringApplication.run(EmptyEndpoint.class, args);
    }

    /** Takes anything. */
    @PostMapping(PATH)
    @ResponseStatus(HttpStatus.ACCEPTED)
    public void accept(@RequestBody byte[] body) {
        // The body has been read by now, which is all that is asked.
    }
}
