package io.reflexarc.schemas.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Evaluates the rules of a structural schema with Google's CEL, typed as an API server types them:
 * a field that the schema gives no type cannot be named in a rule, nor one that it does not know.
 */
final class CelJudge {

  private static final String FIND = "string_find_string";

  private final CelRuntime runtime =
      CelRuntimeFactory.standardCelRuntimeBuilder()
          .addLibraries(CelExtensions.strings())
          .addFunctionBindings(
              CelFunctionBinding.from(FIND, String.class, String.class, CelJudge::find))
          .build();
  private final Map<String, CelRuntime.Program> programs = new HashMap<>();

  /** Whether a value keeps to a rule at its schema. */
  boolean holds(String rule, JsonNode schema, JsonNode value) {
    try {
      CelRuntime.Program program = programs.get(rule);
      if (program == null) {
        program = program(rule, schema);
        programs.put(rule, program);
      }
      return (boolean) program.eval(Map.of("self", valueOf(value)));
    } catch (CelValidationException | CelEvaluationException e) {
      throw new IllegalStateException(rule, e);
    }
  }

  private CelRuntime.Program program(String rule, JsonNode schema)
      throws CelValidationException, CelEvaluationException {
    Map<String, CelType> known = new HashMap<>();
    CelType self = type("Spec", schema, known).orElseThrow();
    return runtime.createProgram(
        CelCompilerFactory.standardCelCompilerBuilder()
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addLibraries(CelExtensions.strings())
            .addFunctionDeclarations(
                CelFunctionDecl.newFunctionDeclaration(
                    "find",
                    CelOverloadDecl.newMemberOverload(
                        FIND, SimpleType.STRING, SimpleType.STRING, SimpleType.STRING)))
            .setTypeProvider(new Types(ImmutableMap.copyOf(known)))
            .addVar("self", self)
            .setResultType(SimpleType.BOOL)
            .build()
            .compile(rule)
            .getAst());
  }

  private static Optional<CelType> type(String name, JsonNode schema, Map<String, CelType> known) {
    return switch (schema.path("type").asText()) {
      case "string" -> Optional.of(SimpleType.STRING);
      case "integer" -> Optional.of(SimpleType.INT);
      case "array" ->
          type(name + "_items", schema.path("items"), known).map(item -> ListType.create(item));
      case "object" ->
          schema.has("additionalProperties")
              ? type(name + "_values", schema.path("additionalProperties"), known)
                  .map(value -> MapType.create(SimpleType.STRING, value))
              : Optional.of(struct(name, schema, known));
      default -> Optional.empty();
    };
  }

  private static CelType struct(String name, JsonNode schema, Map<String, CelType> known) {
    ImmutableMap.Builder<String, CelType> typed = ImmutableMap.builder();
    for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
      type(name + "_" + field.getKey(), field.getValue(), known)
          .ifPresent(its -> typed.put(escaped(field.getKey()), its));
    }
    ImmutableMap<String, CelType> fields = typed.buildOrThrow();
    StructType type =
        StructType.create(name, fields.keySet(), field -> Optional.ofNullable(fields.get(field)));
    known.put(name, type);
    return type;
  }

  private static Object valueOf(JsonNode value) {
    if (value.isObject()) {
      Map<String, Object> mapping = new LinkedHashMap<>();
      value.properties().forEach(it -> mapping.put(escaped(it.getKey()), valueOf(it.getValue())));
      return mapping;
    }
    if (value.isArray()) {
      List<Object> list = new ArrayList<>();
      value.forEach(item -> list.add(valueOf(item)));
      return list;
    }
    return value.isIntegralNumber()
        ? value.longValue()
        : value.isNumber() ? value.doubleValue() : value.asText();
  }

  /** How a field whose name is a word of CEL's is named in a rule. */
  private static String escaped(String name) {
    return name.equals("for") ? "__for__" : name;
  }

  private static String find(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    return matcher.find() ? matcher.group() : "";
  }

  private record Types(ImmutableMap<String, CelType> known) implements CelTypeProvider {

    @Override
    public ImmutableCollection<CelType> types() {
      return ImmutableSet.copyOf(known.values());
    }

    @Override
    public Optional<CelType> findType(String name) {
      return Optional.ofNullable(known.get(name));
    }
  }
}
