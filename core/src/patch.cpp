#include "emend/patch.hpp"

#include <array>
#include <utility>

namespace emend {
namespace {

error invalid(std::size_t operation, const std::string& member, std::string expected, std::string actual) {
    std::string path = "/" + std::to_string(operation);
    if (!member.empty()) append_token(path, member);
    return {errc::invalid_patch, operation,           std::move(path),
            error::none,         std::move(expected), std::move(actual)};
}

template <class Json>
class operation_reader {
public:
    operation_reader(const Json& source, std::size_t index) : source_(source), index_(index) {}

    result<basic_operation<Json>> read() const {
        if (!source_.is_object()) return fail(invalid(index_, "", "an object", source_.type_name()));
        const auto verb = text("op");
        if (!verb) return fail(verb.error());
        auto path = pointer_at("path");
        if (*verb == "remove") return make<op::remove>(std::move(path));
        if (*verb == "move") return make_from<op::move>(std::move(path));
        if (*verb == "copy") return make_from<op::copy>(std::move(path));
        if (*verb == "add") return make_valued<op::basic_add<Json>>(std::move(path));
        if (*verb == "replace") return make_valued<op::basic_replace<Json>>(std::move(path));
        if (*verb == "test") return make_valued<op::basic_test<Json>>(std::move(path));
        return fail(invalid(index_, "op", "add, remove, replace, move, copy or test", "\"" + *verb + "\""));
    }

private:
    using made = result<basic_operation<Json>>;

    result<std::string> text(const char* member) const {
        const auto found = source_.find(member);
        if (found == source_.end()) return fail(invalid(index_, member, "a string", "no such member"));
        if (!found->is_string()) return fail(invalid(index_, member, "a string", found->type_name()));
        return found->template get<std::string>();
    }

    result<pointer> pointer_at(const char* member) const {
        const auto string = text(member);
        if (!string) return fail(string.error());
        auto p = parse_pointer(*string);
        if (!p) {
            p.error().operation = index_;
            p.error().offset = error::none;
        }
        return p;
    }

    template <class Op>
    made make(result<pointer> path) const {
        if (!path) return fail(path.error());
        return Op{std::move(*path)};
    }

    template <class Op>
    made make_from(result<pointer> path) const {
        if (!path) return fail(path.error());
        auto from = pointer_at("from");
        if (!from) return fail(from.error());
        return Op{std::move(*from), std::move(*path)};
    }

    template <class Op>
    made make_valued(result<pointer> path) const {
        if (!path) return fail(path.error());
        const auto value = source_.find("value");
        if (value == source_.end()) return fail(invalid(index_, "value", "a value", "no such member"));
        return Op{std::move(*path), *value};
    }

    const Json& source_;
    std::size_t index_;
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
    for (const auto& source : document) {
        auto op = operation_reader<Json>(source, ops.size()).read();
        if (!op) return fail(std::move(op).error());
        ops.push_back(std::move(*op));
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
        out["value"] = value;
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
