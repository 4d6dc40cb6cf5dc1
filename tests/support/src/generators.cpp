#include "emend/testing/generators.hpp"

#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include "naive_apply.hpp"

namespace emend::testing {
namespace {

using rc::Gen;
namespace gen = rc::gen;

constexpr int usual_depth = 4;

Gen<ordered_json> number() {
    return gen::weightedOneOf<ordered_json>({
        {4, gen::map(gen::inRange(-3, 10), [](int i) { return ordered_json(i); })},
        {1, gen::map(gen::arbitrary<std::int64_t>(), [](std::int64_t i) { return ordered_json(i); })},
        {1, gen::map(gen::arbitrary<std::uint64_t>(), [](std::uint64_t i) { return ordered_json(i); })},
        {1, gen::element<ordered_json>(9007199254740993, 9007199254740992, 9007199254740992.0, 0.0, -0.0, 1.0,
                                       0.1, 1e300, 5e-324, std::numeric_limits<std::uint64_t>::max(),
                                       std::numeric_limits<std::int64_t>::min())},
        {1, gen::map(gen::arbitrary<double>(),
                     [](double d) { return std::isfinite(d) ? ordered_json(d) : ordered_json(0.5); })},
    });
}

Gen<ordered_json> scalar() {
    return gen::weightedOneOf<ordered_json>({
        {1, gen::just(ordered_json())},
        {1, gen::map(gen::arbitrary<bool>(), [](bool b) { return ordered_json(b); })},
        {3, number()},
        {3, gen::map(member_name(), [](const std::string& s) { return ordered_json(s); })},
    });
}

Gen<ordered_json> value(int depth);

Gen<ordered_json> array(int depth) {
    return gen::map(gen::scale(0.08, gen::container<std::vector<ordered_json>>(gen::scale(12, value(depth)))),
                    [](std::vector<ordered_json> v) { return ordered_json(std::move(v)); });
}

Gen<ordered_json> object(int depth) {
    using members = std::vector<std::pair<std::string, ordered_json>>;
    return gen::map(
        gen::scale(0.08, gen::container<members>(gen::scale(12, gen::pair(member_name(), value(depth))))),
        [](members m) {
            auto out = ordered_json::object();
            for (auto& [name, member] : m) out[name] = std::move(member);
            return out;
        });
}

Gen<ordered_json> value(int depth) {
    if (depth == 0) return scalar();
    return gen::weightedOneOf<ordered_json>({{2, scalar()},
                                             {2, gen::lazy([depth] { return array(depth - 1); })},
                                             {3, gen::lazy([depth] { return object(depth - 1); })}});
}

void collect(const ordered_json& at, pointer& here, std::vector<pointer>& out) {
    out.push_back(here);
    const auto below = [&](std::string token, const ordered_json& child) {
        here.tokens.push_back(std::move(token));
        collect(child, here, out);
        here.tokens.pop_back();
    };
    if (at.is_object()) {
        for (const auto& [name, child] : at.items()) below(name, child);
    } else if (at.is_array()) {
        for (std::size_t i = 0; i < at.size(); ++i) below(std::to_string(i), at[i]);
    }
}

pointer some_place(const ordered_json& document) {
    const auto all = places(document);
    // The root ends most other operations' effect, so it is rare.
    const bool root = all.size() == 1 || *gen::inRange(0, 10) == 0;
    return root ? pointer{} : all[*gen::inRange<std::size_t>(1, all.size())];
}

// A place beside or below an existing one, that need not be there.
pointer some_target(const ordered_json& document) {
    auto place = some_place(document);
    const auto& at = *naive::find(document, place);
    if (at.is_array()) {
        const auto index = *gen::inRange<std::size_t>(0, at.size() + 2);
        place.tokens.push_back(index > at.size() ? "-" : std::to_string(index));
    } else if (at.is_object()) {
        place.tokens.push_back(*member_name());
    }
    return place;
}

basic_operation<ordered_json> some_operation(const ordered_json& document) {
    switch (*gen::inRange(0, 6)) {
        case 0:
            return op::basic_add<ordered_json>{some_target(document), *value(2)};
        case 1:
            return op::remove{some_place(document)};
        case 2:
            return op::basic_replace<ordered_json>{some_place(document), *value(2)};
        case 3:
            return op::move{some_place(document), some_target(document)};
        case 4:
            return op::copy{some_place(document), some_target(document)};
        default:
            break;
    }
    const auto place = some_place(document);
    return op::basic_test<ordered_json>{place, *naive::find(document, place)};
}

ordered_patch operations_on(ordered_json base, bool last_may_fail) {
    ordered_patch ops;
    const auto wanted = *gen::inRange(0, 12);
    for (int i = 0; i < wanted; ++i) {
        auto next = some_operation(base);
        auto after = naive::apply(base, next);
        if (after) {
            base = std::move(*after);
            ops.push_back(std::move(next));
        } else if (last_may_fail && i + 1 == wanted) {
            ops.push_back(std::move(next));
        }
    }
    return ops;
}

}  // namespace

Gen<std::string> member_name() {
    return gen::element<std::string>("a", "b", "c", "d", "id", "name", "", "0", "1", "01", "-", "a/b", "m~n",
                                     "~1", "~0", "/", "é", "e\u0301", "😀", "q\"q", "\\", "\n",
                                     std::string("nul\0", 4), "A", "_",
                                     "a longer name, so that values have some weight");
}

Gen<ordered_json> document() {
    return gen::weightedOneOf<ordered_json>(
        {{1, scalar()}, {4, array(usual_depth - 1)}, {8, object(usual_depth - 1)}});
}

Gen<ordered_json> edited(ordered_json base) {
    return gen::exec([base] {
        auto document = base;
        const auto ops = operations_on(base, false);
        for (const auto& next : ops) document = *naive::apply(std::move(document), next);
        return document;
    });
}

Gen<ordered_patch> valid_patch(ordered_json base) {
    return gen::exec([base] { return operations_on(base, false); });
}

Gen<ordered_patch> nearly_valid_patch(ordered_json base) {
    return gen::exec([base] { return operations_on(base, true); });
}

Gen<ordered_json> merge_patch_for(ordered_json base) {
    return gen::exec([base] {
        auto patch = *value(3);
        if (!base.is_object() || !patch.is_object()) return patch;
        for (const auto& [name, member] : base.items()) {
            const auto choice = *gen::inRange(0, 4);
            if (choice == 0) patch[name] = nullptr;
            if (choice == 1) patch[name] = *value(2);
        }
        return patch;
    });
}

std::vector<pointer> places(const ordered_json& document) {
    std::vector<pointer> out;
    pointer here;
    collect(document, here, out);
    return out;
}

json sorted(const ordered_json& document) { return json(document); }

patch sorted(const ordered_patch& ops) { return *parse_patch(json(to_document(ops))); }

}  // namespace emend::testing
