#include "text_patch_sink.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace emend::detail {
namespace {

constexpr auto special_in_tokens = [] {
    std::array<bool, 256> table{};
    table['~'] = table['/'] = table['\\'] = true;
    return table;
}();

}  // namespace

void append_token(std::string& out, std::string_view raw) {
    const auto special = [](char c) { return special_in_tokens[static_cast<unsigned char>(c)]; };
    if (std::none_of(raw.begin(), raw.end(), special)) {
        out += raw;
        return;
    }
    std::string name;
    append_decoded(name, raw);
    std::string token;
    for (const char c : name) {
        if (c == '~') {
            token += "~0";
        } else if (c == '/') {
            token += "~1";
        } else {
            token += c;
        }
    }
    append_escaped(out, token);
}

void text_patch_sink::start(std::string_view verb) {
    if (out_.size() > 1) out_ += ',';
    out_ += R"({"op":")";
    out_ += verb;
    out_ += '"';
}

void text_patch_sink::pointer(std::string_view member, const path& at) {
    out_ += member;
    for (const auto& t : at) {
        out_ += '/';
        token(t);
    }
    out_ += '"';
}

void text_patch_sink::token(const path_token& t) {
    if (t.named != nobody) {
        const auto& view = view_of(t.named);
        append_token(out_, view.unpack_key(space_.nodes[t.named].key));
    } else if (!t.made_up.empty()) {
        out_ += t.made_up;
    } else {
        out_ += std::to_string(t.index);
    }
}

void text_patch_sink::add(const path& at, id x) {
    start("add");
    pointer(R"(,"path":")", at);
    value(x);
}
void text_patch_sink::remove(const path& at) {
    start("remove");
    pointer(R"(,"path":")", at);
    out_ += '}';
}
void text_patch_sink::replace(const path& at, id x) {
    start("replace");
    pointer(R"(,"path":")", at);
    value(x);
}
void text_patch_sink::move(const path& from, const path& at) {
    start("move");
    pointer(R"(,"from":")", from);
    pointer(R"(,"path":")", at);
    out_ += '}';
}
void text_patch_sink::copy(const path& from, const path& at) {
    start("copy");
    pointer(R"(,"from":")", from);
    pointer(R"(,"path":")", at);
    out_ += '}';
}
void text_patch_sink::test(const path& at, id x) {
    start("test");
    pointer(R"(,"path":")", at);
    value(x);
}

std::string text_patch_sink::take() {
    out_ += ']';
    return std::move(out_);
}

void text_patch_sink::value(id x) {
    out_ += R"(,"value":)";
    open_value(x);
    out_ += '}';
}

// Values with parts left out are written from the table, all others from the source.
void text_patch_sink::open_value(id x) {
    struct level {
        id next;
        id end;
        char close;
    };
    std::vector<level> stack;
    const auto write = [&](id n) {
        const auto& w = space_.nodes[n];
        if (!w.tainted && !w.holey) return source(view_of(n), text_diff_view::unpack(w.value));
        out_ += w.what == kind::object ? '{' : '[';
        stack.push_back({w.first, w.first + w.count, w.what == kind::object ? '}' : ']'});
    };
    write(x);
    while (!stack.empty()) {
        const auto top = stack.back();
        if (top.next == top.end) {
            out_ += top.close;
            stack.pop_back();
            continue;
        }
        ++stack.back().next;
        if (space_.nodes[top.next].hole) continue;
        if (out_.back() != '{' && out_.back() != '[') out_ += ',';
        if (space_.nodes[top.next].member) name(top.next);
        write(top.next);
    }
}

void text_patch_sink::name(id x) {
    out_ += '"';
    out_ += view_of(x).unpack_key(space_.nodes[x].key);
    out_ += "\":";
}

void text_patch_sink::source(const text_diff_view& view, text_diff_view::node x) {
    if (!is_container(view.kind_of(x))) {
        out_ += view.source(x);
    } else if (view.has_shadows()) {
        without_shadows(view, x);
    } else {
        append_compact(out_, view.source(x));
    }
}

// Of members of one name only the one that counts.
void text_patch_sink::without_shadows(const text_diff_view& view, text_diff_view::node x) {
    struct level {
        text_diff_view::cursor at;
        bool object;
        bool first = true;
    };
    std::vector<level> stack;
    const auto enter = [&](text_diff_view::node n) {
        const bool object = view.kind_of(n) == kind::object;
        out_ += object ? '{' : '[';
        stack.push_back({view.children(n), object, true});
    };
    enter(x);
    while (!stack.empty()) {
        auto& top = stack.back();
        if (top.at.done()) {
            out_ += top.object ? '}' : ']';
            stack.pop_back();
            continue;
        }
        if (!std::exchange(top.first, false)) out_ += ',';
        if (top.object) {
            out_ += '"';
            out_ += top.at.key();
            out_ += "\":";
        }
        const auto child = top.at.value();
        top.at.advance();
        if (is_container(view.kind_of(child))) {
            enter(child);
        } else {
            out_ += view.source(child);
        }
    }
}

}  // namespace emend::detail
