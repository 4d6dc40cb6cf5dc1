// Lines [BEFORE, AFTER] on standard input, their patches on standard output, on two threads. The engine
// does no I/O: bytes are fed to it, and a function takes what comes out.

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include <emend/bulk.hpp>
#include <emend/text.hpp>

namespace {

// What one thread needs to answer line after line; it keeps its memory.
struct tools {
    emend::text::index line{};
    emend::text::differ differ{};
};

emend::result<std::string> patch_of(tools& own, std::string_view pair) {
    if (auto read = own.line.parse(pair); !read) return emend::fail(read.error());
    const auto nodes = own.line.nodes();
    const auto after = nodes.size() > 1 ? nodes[1].next : 0;
    if (pair[nodes[0].begin] != '[' || after == 0 || after == nodes.size() ||
        nodes[after].next != nodes.size())
        return emend::fail({.code = emend::errc::not_json, .expected = "an array of two documents"});
    return own.differ.diff(own.line, 1, after);
}

emend::bulk::worker make_worker() {
    return [own = std::make_shared<tools>()](const emend::bulk::line& each, std::string& out) {
        const auto patch = patch_of(*own, each.text);
        out +=
            patch ? *patch : "line " + std::to_string(each.number) + ": " + emend::to_string(patch.error());
        out += '\n';
        return patch.has_value();
    };
}

}  // namespace

int main() {
    emend::bulk::pipeline answers({.threads = 2}, make_worker, [](const emend::bulk::answers& some) {
        return std::fwrite(some.text.data(), 1, some.text.size(), stdout) == some.text.size();
    });
    emend::bulk::cutter lines;
    std::vector<char> bytes(1 << 20);
    while (const auto got = std::fread(bytes.data(), 1, bytes.size(), stdin)) {
        lines.feed({bytes.data(), got});
        if (!answers.take(lines.cut())) break;
    }
    answers.take(lines.finish());
    return answers.finish() && answers.total().failed == 0 ? 0 : 1;
}
