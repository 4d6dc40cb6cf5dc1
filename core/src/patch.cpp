#include "emend/patch.hpp"

#include <optional>
#include <utility>

#include "json_tree.hpp"
#include "operation_value.hpp"

namespace emend {
namespace {

template <class Json>
struct json_access {
    using node = const Json*;
    using path = pointer;

    static bool is_object(node x) { return x->is_object(); }
    static const char* type_name(node x) { return x->type_name(); }
    static detail::operation_members<node> members(node x) {
        detail::operation_members<node> out;
        for (const char* name : {"op", "path", "from", "value"}) {
            if (const auto found = x->find(name); found != x->end()) *out.named(name) = &*found;
        }
        return out;
    }
    static std::optional<std::string_view> string(node x) {
        const auto* text = x->template get_ptr<const std::string*>();
        return text == nullptr ? std::optional<std::string_view>{} : *text;
    }
    static result<void> read_pointer(std::string_view text, path& out) {
        return parse_pointer(text).map([&](path&& p) { out = std::move(p); });
    }
    static std::size_t offset(node) { return error::none; }
};

template <class Json>
result<basic_patch<Json>> read_patch(const Json& document, const limits& limit) {
    if (!document.is_array()) {
        return fail({errc::invalid_patch, error::none, "", error::none, "an array of operations",
                     document.type_name()});
    }
    if (document.size() > limit.operations) {
        return fail({errc::limit_exceeded, error::none, "", error::none,
                     "at most " + std::to_string(limit.operations) + " operations",
                     std::to_string(document.size())});
    }
    basic_patch<Json> ops;
    ops.reserve(document.size());
    const json_access<Json> access;
    for (const auto& source : document) {
        const detail::operation_reader<json_access<Json>> reader(access, &source, ops.size());
        typename decltype(reader)::draft draft;
        if (auto done = reader.read(draft); !done) return fail(std::move(done).error());
        ops.push_back(
            detail::to_operation<Json>(std::move(draft), [](const Json* x) { return detail::clone(*x); }));
    }
    return ops;
}

template <class Json>
struct writer {
    static Json start(const char* verb) {
        auto out = Json::object();
        out["op"] = verb;
        return out;
    }
    Json valued(const char* verb, const pointer& path, const Json& value) const {
        auto out = start(verb);
        out["path"] = to_string(path);
        out["value"] = detail::clone(value);
        return out;
    }
    Json from(const char* verb, const pointer& from, const pointer& path) const {
        auto out = start(verb);
        out["from"] = to_string(from);
        out["path"] = to_string(path);
        return out;
    }
    Json operator()(const op::basic_add<Json>& o) const { return valued("add", o.path, o.value); }
    Json operator()(const op::basic_replace<Json>& o) const { return valued("replace", o.path, o.value); }
    Json operator()(const op::basic_test<Json>& o) const { return valued("test", o.path, o.value); }
    Json operator()(const op::move& o) const { return from("move", o.from, o.path); }
    Json operator()(const op::copy& o) const { return from("copy", o.from, o.path); }
    Json operator()(const op::remove& o) const {
        auto out = start("remove");
        out["path"] = to_string(o.path);
        return out;
    }
};

template <class Json>
Json write_patch(const basic_patch<Json>& ops) {
    auto out = Json::array();
    for (const auto& operation : ops) out.push_back(std::visit(writer<Json>{}, operation));
    return out;
}

}  // namespace

result<patch> parse_patch(const json& document, const limits& limit) { return read_patch(document, limit); }
result<ordered_patch> parse_patch(const ordered_json& document, const limits& limit) {
    return read_patch(document, limit);
}

json to_document(const patch& ops) { return write_patch<json>(ops); }
ordered_json to_document(const ordered_patch& ops) { return write_patch<ordered_json>(ops); }

}  // namespace emend
