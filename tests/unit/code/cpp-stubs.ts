import type { SourceFile } from './toolchain.ts';

const map = (namespace: string): string => `#pragma once
#include <utility>
#include <vector>
namespace ${namespace} {
template <typename Key, typename Value>
struct interpolating_map {
  std::vector<std::pair<Key, Value>> entries;
  void insert(const Key& key, const Value& value) { entries.emplace_back(key, value); }
  void insert(Key&& key, Value&& value) { entries.emplace_back(key, value); }
};
}
`;

const topics = (namespace: string): string => `#pragma once
#include <string>
namespace ${namespace} {
struct DoubleEntry {
  std::string topic;
  double fallback = 0;
  double value = 0;
  void SetDefault(double given) { value = given; }
};
struct DoubleTopic {
  std::string topic;
  DoubleEntry GetEntry(double fallback) { return {topic, fallback}; }
};
}
`;

const instance = (namespace: string, header: string): string => `#pragma once
#include <${header}>
#include <string_view>
namespace ${namespace} {
struct NetworkTableInstance {
  static NetworkTableInstance GetDefault() { return {}; }
  DoubleTopic GetDoubleTopic(std::string_view topic) { return {std::string(topic)}; }
};
}
`;

const tunableConfig = `#pragma once
#include <map>
#include <string>
#include <variant>
namespace wpi::tunables {
struct TunableConfig {
  bool robust = false;
  std::map<std::string, std::variant<double, std::string>> properties;
};
}
`;

const tunables = `#pragma once
#include <wpi/tunables/TunableConfig.hpp>
#include <string_view>
namespace wpi::tunables {
struct TunableDouble {
  TunableDouble(double given, const TunableConfig& config)
      : fallback(given), value(config.robust && config.properties.size() == 3 ? given : 0.0 / 0.0) {}
  std::string topic;
  double fallback;
  double value;
};
inline bool Publish(std::string_view path, TunableDouble& tunable) {
  tunable.topic = path;
  return true;
}
}
`;

/** As much of WPILib as the generated headers use, in both spellings. */
export const cppStubs: readonly SourceFile[] = [
  { path: 'wpi/interpolating_map.h', text: map('wpi') },
  { path: 'wpi/util/interpolating_map.hpp', text: map('wpi::util') },
  { path: 'networktables/DoubleTopic.h', text: topics('nt') },
  {
    path: 'networktables/NetworkTableInstance.h',
    text: instance('nt', 'networktables/DoubleTopic.h'),
  },
  { path: 'wpi/tunables/TunableConfig.hpp', text: tunableConfig },
  { path: 'wpi/tunables/Tunables.hpp', text: tunables },
  { path: 'wpi/nt/DoubleTopic.hpp', text: topics('wpi::nt') },
  {
    path: 'wpi/nt/NetworkTableInstance.hpp',
    text: instance('wpi::nt', 'wpi/nt/DoubleTopic.hpp'),
  },
];

/** Functions that print what a constant is. */
export const cppPrinting = `#include <cstdint>
#include <cstdio>
#include <cstring>
void bits(double value) {
  std::uint64_t raw;
  std::memcpy(&raw, &value, sizeof raw);
  std::printf("%016llx", static_cast<unsigned long long>(raw));
}
void show(double value) { std::printf("double "); bits(value); }
void show(int value) { std::printf("int "); bits(value); }
template <typename Table> requires requires(Table table) { table.entries; }
void show(const Table& table) {
  std::printf("table ");
  bool first = true;
  for (auto [key, value] : table.entries) {
    if (!first) std::printf(",");
    first = false;
    bits(key);
    std::printf(":");
    bits(value);
  }
}
template <typename Entry> requires requires(Entry entry) { entry.topic; }
void show(const Entry& entry) {
  std::printf("tunable ");
  for (unsigned char unit : entry.topic) std::printf("%02x", unit);
  std::printf(" ");
  bits(entry.value == entry.fallback ? entry.value : 0.0 / 0.0);
}
template <typename T> void line(const char* holder, const char* name, const T& value) {
  std::printf("%s %s ", holder, name);
  show(value);
  std::printf("\\n");
}
`;
