import { defineRule } from "../rule.ts";

export const springContext = defineRule({
  id: "config_error.spring_context",
  title: "A Spring application context cannot be built",
  headline: "Bean {bean} cannot be created",
  severity: "high",
  why: "The application does not start: one part that it needs cannot be made from its configuration and classes.",
  general: true,
  yieldsTo: [
    "db_connection",
    "connection_refused",
    "dns_failure",
    "auth_failure",
    "tls_error",
    "oom_memory",
    "upstream_timeout",
    "disk_full",
    "permission_denied",
    "resource_exhaustion",
  ],
  match: {
    any: [
      /\bError creating bean with name '(?<bean>[\w.$-]{1,120})'/i,
      /\b(?:NoSuchBeanDefinitionException|UnsatisfiedDependencyException|BeanCreationException|BeanDefinitionStoreException|NoUniqueBeanDefinitionException|BeanCurrentlyInCreationException|ApplicationContextException)\b/i,
      /\brequired a bean of type '(?<bean>[\w.$-]{1,120})' that could not be found/i,
      /\bUnable to start (?:web server|embedded \w+|ServletWebServerApplicationContext)/i,
    ],
  },
  fires: [
    "Parameter 0 of constructor in shop.CartService required a bean of type 'shop.Prices' that could not be found.",
    "org.springframework.beans.factory.UnsatisfiedDependencyException: Error creating bean with name 'cartService'",
  ],
  silent: [
    "Bean 'cartService' of type [shop.CartService] is not eligible for getting processed by all BeanPostProcessors",
  ],
  advice: {
    debugging: [
      'Read the last "Caused by": it names the property, class or connection that the first bean of the chain could not get.',
      "Start with `--debug` and read the condition report: it says which auto-configuration was left out and why.",
    ],
    quickFixes: ["Set the property, or add the dependency, that the innermost cause names."],
    durableFixes: ["Start the context in a test with the production profile (`@SpringBootTest(properties = …)`)."],
    links: [
      {
        title: "Spring Boot: auto-configuration report",
        url: "https://docs.spring.io/spring-boot/reference/using/auto-configuration.html",
      },
    ],
  },
});
