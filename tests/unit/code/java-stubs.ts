import type { SourceFile } from './toolchain.ts';

/** As much of WPILib's tunables as the generated classes use; only 2027 has them. */
const tunables: readonly SourceFile[] = [
  [
    'TunableOption',
    `public record TunableOption(String key, String json) {
  public static final TunableOption ROBUST = new TunableOption("robust", "true");
  public static TunableOption property(String key, String json) { return new TunableOption(key, json); }
}`,
  ],
  [
    'TunableConfig',
    `public record TunableConfig(TunableOption... options) {
  public static TunableConfig of(TunableOption... options) { return new TunableConfig(options); }
}`,
  ],
  [
    'TunableDouble',
    `public class TunableDouble {
  public String key;
  public final double value;
  TunableDouble(double value) { this.value = value; }
  public static TunableDouble createConfig(double value, TunableConfig config) {
    return new TunableDouble(config.options()[0] == TunableOption.ROBUST ? value : Double.NaN);
  }
}`,
  ],
  [
    'Tunables',
    `public class Tunables {
  public static boolean publish(String path, TunableDouble tunable) {
    tunable.key = path;
    return true;
  }
}`,
  ],
].map(([name, text]) => ({
  path: `org/wpilib/tunable/${name}.java`,
  text: `package org.wpilib.tunable;\n${text}\n`,
}));

/** As much of WPILib and of a team's own code as the generated classes use, in both spellings. */
export const javaStubs: readonly SourceFile[] = tunables.concat(
  [
    ['edu.wpi.first.math.interpolation', 'frc.robot.util'],
    ['org.wpilib.math.interpolation', 'first.robot.util'],
  ].flatMap(([interpolation, util]) => [
    {
      path: `${interpolation}.java`
        .replaceAll('.', '/')
        .replace('/java', '/InterpolatingDoubleTreeMap.java'),
      text: `package ${interpolation};
import java.util.Map;
public class InterpolatingDoubleTreeMap extends java.util.TreeMap<Double, Double> {
  @SafeVarargs
  public static InterpolatingDoubleTreeMap ofEntries(Map.Entry<Double, Double>... entries) {
    var map = new InterpolatingDoubleTreeMap();
    for (var entry : entries) map.put(entry.getKey(), entry.getValue());
    return map;
  }
}
`,
    },
    {
      path: `${util}.java`.replaceAll('.', '/').replace('/java', '/LoggedTunableNumber.java'),
      text: `package ${util};
public class LoggedTunableNumber {
  public final String key;
  public final double value;
  public LoggedTunableNumber(String key, double value) { this.key = key; this.value = value; }
}
`,
    },
  ]),
);

/** Prints every public constant of the named classes. */
export const javaMain: SourceFile = {
  path: 'Main.java',
  text: `import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
public class Main {
  static String bits(Object number) {
    return String.format("%016x", Double.doubleToRawLongBits(((Number) number).doubleValue()));
  }
  public static void main(String[] names) throws Exception {
    for (String name : names)
      for (var field : Class.forName(name).getFields()) {
        Object value = field.get(null);
        String told;
        if (value instanceof Map<?, ?> map) {
          var entries = new java.util.ArrayList<String>();
          for (var entry : map.entrySet()) entries.add(bits(entry.getKey()) + ":" + bits(entry.getValue()));
          told = "table " + String.join(",", entries);
        } else if (value instanceof Number number) {
          told = (number instanceof Integer ? "int " : "double ") + bits(number);
        } else {
          String key = (String) value.getClass().getField("key").get(value);
          told = "tunable " + HexFormat.of().formatHex(key.getBytes(StandardCharsets.UTF_8)) + " "
              + bits(value.getClass().getField("value").get(value));
        }
        System.out.println(name.replaceAll(".*[.]", "") + " " + field.getName() + " " + told);
      }
  }
}
`,
};
