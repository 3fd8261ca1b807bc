import type { SourceFile } from './toolchain.ts';

/** As much of RobotPy as the generated modules use, in both spellings. */
export const pythonStubs: readonly SourceFile[] = [
  {
    path: 'ntcore.py',
    text: `class Entry:
    def __init__(self, topic, fallback):
        self.topic, self.fallback = topic, fallback

    def setDefault(self, value):
        self.value = value

    def set_default(self, value):
        self.value = value


class Topic:
    def __init__(self, topic):
        self.topic = topic

    def getEntry(self, fallback):
        return Entry(self.topic, fallback)

    def get_entry(self, fallback):
        return Entry(self.topic, fallback)


class NetworkTableInstance:
    @staticmethod
    def getDefault():
        return NetworkTableInstance()

    @staticmethod
    def get_default():
        return NetworkTableInstance()

    def getDoubleTopic(self, topic):
        return Topic(topic)

    def get_double_topic(self, topic):
        return Topic(topic)
`,
  },
  {
    path: 'tunables.py',
    text: `import json


class Tunable:
    def __init__(self, topic, value):
        self.topic, self.value, self.fallback = topic, value, value


def add(path, value, *, robust, properties):
    assert robust and set(properties) == {"min", "max", "unit"}
    json.dumps(properties)
    return Tunable(path, value)
`,
  },
];

/** Prints every constant of the named modules. */
export const pythonMain: SourceFile = {
  path: 'show.py',
  text: `import importlib
import struct
import sys


def bits(value):
    return struct.pack(">d", value).hex()


def told(value):
    if isinstance(value, tuple):
        return "table " + ",".join(bits(key) + ":" + bits(at) for key, at in value)
    if isinstance(value, int):
        return "int " + bits(value)
    if isinstance(value, float):
        return "double " + bits(value)
    assert value.value == value.fallback
    return "tunable " + value.topic.encode().hex() + " " + bits(value.value)


for pair in sys.argv[1:]:
    holder, module = pair.split("=")
    loaded = importlib.import_module(module)
    shown = {name: value for name, value in vars(loaded).items() if name.startswith("k")}
    if hasattr(loaded, "Tunables"):
        shown.update(vars(loaded.Tunables()))
    for name, value in shown.items():
        print(holder, name, told(value))
`,
};
