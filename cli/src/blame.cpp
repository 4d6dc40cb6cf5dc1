#include "blame.hpp"

#include "emend/text.hpp"

namespace emend::cli {

position position_of(std::string_view text, std::size_t offset) {
    position p;
    for (const char c : text.substr(0, offset)) {
        if (c == '\n') {
            ++p.line;
            p.column = 1;
        } else if ((static_cast<unsigned char>(c) & 0xc0U) != 0x80U) {
            ++p.column;  // continuation bytes belong to the character before
        }
    }
    return p;
}

std::size_t culprit(const error& e, const std::vector<std::string_view>& texts) {
    auto likely = texts.size();
    for (std::size_t i = 0; i < texts.size(); ++i) {
        text::index again;
        const auto parsed = again.parse(texts[i]);
        if (parsed || parsed.error().code != e.code) continue;
        if (parsed.error().offset == e.offset) return i;
        likely = i;  // a patch may nest two levels deeper than a document
    }
    if (likely != texts.size()) return likely;
    // All are JSON: it is the patch, the last of them, that is no patch.
    return e.code == errc::invalid_patch || e.code == errc::invalid_pointer ? texts.size() - 1 : texts.size();
}

failure blame(const error& e, const std::vector<const source*>& sources) {
    auto f = from_error(e);
    const bool is_reading = f.exit == bad_input;
    if (!is_reading || sources.empty()) return f;
    std::vector<std::string_view> texts;
    for (const auto* each : sources) texts.emplace_back(each->text);
    const auto index = culprit(e, texts);
    if (index == texts.size()) return f;
    std::string place = sources[index]->name;
    error rest = e;
    if (e.offset != error::none) {
        const auto p = position_of(texts[index], e.offset);
        place += ":" + std::to_string(p.line) + ":" + std::to_string(p.column) + " (byte " +
                 std::to_string(e.offset) + ")";
        rest.offset = error::none;
    }
    f.message = place + ": " + to_string(rest);
    return f;
}

}  // namespace emend::cli
