package dev.cove.workspace.session;

/** Knows what each template declares about the network. */
public interface TemplateNetworks {

  /** The template's mode; none for a template nobody knows. */
  NetworkMode network(String template);
}
