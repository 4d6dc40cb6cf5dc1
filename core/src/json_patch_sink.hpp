// Exports json_patch_sink: writes a patch as a value.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "emend/patch.hpp"

#include "compact_size.hpp"
#include "json_size.hpp"
#include "json_view.hpp"
#include "lower.hpp"

namespace emend::detail {

template <class Json>
class json_patch_sink final : public sink {
public:
    using view = json_view<Json>;

    explicit json_patch_sink(const workspace& space) : space_(space) {}

    void add(const path& at, id value) override {
        ops_.push_back(op::basic_add<Json>{text(at), value_of(value)});
    }
    void remove(const path& at) override { ops_.push_back(op::remove{text(at)}); }
    void replace(const path& at, id value) override {
        ops_.push_back(op::basic_replace<Json>{text(at), value_of(value)});
    }
    void move(const path& from, const path& at) override { ops_.push_back(op::move{text(from), text(at)}); }
    void copy(const path& from, const path& at) override { ops_.push_back(op::copy{text(from), text(at)}); }
    void test(const path& at, id value) override {
        ops_.push_back(op::basic_test<Json>{text(at), value_of(value)});
    }

    std::uint64_t bytes() const override { return bytes_of(ops_); }
    /// Bytes of a patch as compact JSON.
    static std::uint64_t bytes_of(const basic_patch<Json>& ops) {
        std::uint64_t all = 1;
        for (const auto& o : ops) all += std::visit([](const auto& x) { return bytes_of(x); }, o);
        return all;
    }
    void clear() override { ops_.clear(); }

    basic_patch<Json> take() { return std::move(ops_); }

private:
    static std::uint64_t bytes_of(const pointer& p) {
        std::uint64_t n = 0;
        for (const auto& token : p.tokens) n += 1 + json_size::token(token);
        return n;
    }
    static std::uint64_t bytes_of(const op::basic_add<Json>& o) {
        return op_bytes::add + bytes_of(o.path) + compact_size(view(), &o.value);
    }
    static std::uint64_t bytes_of(const op::basic_replace<Json>& o) {
        return op_bytes::replace + bytes_of(o.path) + compact_size(view(), &o.value);
    }
    static std::uint64_t bytes_of(const op::basic_test<Json>& o) {
        return op_bytes::test + bytes_of(o.path) + compact_size(view(), &o.value);
    }
    static std::uint64_t bytes_of(const op::remove& o) { return op_bytes::remove + bytes_of(o.path); }
    static std::uint64_t bytes_of(const op::move& o) {
        return op_bytes::move + bytes_of(o.from) + bytes_of(o.path);
    }
    static std::uint64_t bytes_of(const op::copy& o) {
        return op_bytes::move + bytes_of(o.from) + bytes_of(o.path);
    }

    pointer text(const path& at) const {
        pointer p;
        p.tokens.reserve(at.size());
        for (const auto& t : at) {
            if (t.named != nobody) {
                p.tokens.push_back(*view::unpack_key(space_.nodes[t.named].key));
            } else if (!t.made_up.empty()) {
                p.tokens.emplace_back(t.made_up);
            } else {
                p.tokens.push_back(std::to_string(t.index));
            }
        }
        return p;
    }

    Json value_of(id x) const {
        const auto& n = space_.nodes[x];
        if (!n.tainted && !n.holey) return *view::unpack(n.value);
        return built(x);
    }

    // A value with parts left out, put together from the table. Nothing recurses.
    Json built(id x) const {
        Json whole = shell(x);
        std::vector<std::pair<id, Json*>> open{{x, &whole}};
        while (!open.empty()) {
            const auto [from, into] = open.back();
            open.pop_back();
            const auto& n = space_.nodes[from];
            reserve(*into, n.count);  // what is filled later must not be moved
            for (id c = n.first; c < n.first + n.count; ++c) {
                if (space_.nodes[c].hole) continue;
                Json& child = put(*into, c);
                if (space_.nodes[c].tainted || space_.nodes[c].holey) open.emplace_back(c, &child);
            }
        }
        return whole;
    }
    Json& put(Json& into, id c) const {
        const auto& n = space_.nodes[c];
        Json value = n.tainted || n.holey ? shell(c) : Json(*view::unpack(n.value));
        if (into.is_array()) {
            into.push_back(std::move(value));
            return into.back();
        }
        auto& members = into.template get_ref<typename Json::object_t&>();
        const auto& name = *view::unpack_key(n.key);
        if constexpr (requires { members.reserve(1); }) {
            // Past the object's own look-up, which is linear.
            using base = std::vector<typename Json::object_t::value_type>;
            return static_cast<base&>(members).emplace_back(name, std::move(value)).second;
        } else {
            return members.emplace(name, std::move(value)).first->second;
        }
    }
    static void reserve(Json& into, std::size_t count) {
        if (into.is_array()) return into.template get_ref<typename Json::array_t&>().reserve(count);
        auto& members = into.template get_ref<typename Json::object_t&>();
        if constexpr (requires { members.reserve(1); }) members.reserve(count);
    }
    Json shell(id x) const { return space_.nodes[x].what == kind::array ? Json::array() : Json::object(); }

    const workspace& space_;
    basic_patch<Json> ops_{};
};

}  // namespace emend::detail
