// Seeded random pairs of documents that provoke a diff: few names and values, so that
// much is equal; edits that move, copy, swap, wrap, rename and reorder.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

namespace emend::tests {

class shapes {
public:
    using json = nlohmann::ordered_json;

    explicit shapes(std::uint64_t seed) : random_(seed) {}

    std::pair<json, json> next() {
        json before = value(below(4) + 2);
        json after = before;
        for (auto edits = below(6) + 1; edits > 0; --edits) edit(after);
        return {std::move(before), std::move(after)};
    }

    std::size_t below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_); }
    bool chance(std::size_t in) { return below(in) == 0; }

private:
    std::string name() {
        static const std::vector<std::string> names{"a", "b",   "c",   "id", "name",      "0",
                                                    "1", "a/b", "m~n", "",   "long name", "_"};
        return names[below(names.size())];
    }
    json scalar() {
        switch (below(9)) {
            case 0:
                return nullptr;
            case 1:
                return below(2) == 0;
            case 2:
            case 3:
                return below(4);
            case 4:
                return 1.0;
            case 5:
                return "a longer string that is worth a move " + std::to_string(below(3));
            case 6:
                return std::string(below(90), 'x');
            default:
                return "s" + std::to_string(below(6));
        }
    }
    json value(std::size_t depth) {
        if (depth == 0 || chance(5)) return scalar();
        const bool object = below(2) == 0;
        json made = object ? json::object() : json::array();
        const bool records = !object && chance(2);
        for (auto n = below(depth > 2 ? 5 : 7); n > 0; --n) {
            if (object) {
                made[name()] = value(depth - 1);
            } else if (records) {
                made.push_back({{"id", made.size()}, {"name", scalar()}, {"v", value(depth - 1)}});
            } else {
                made.push_back(value(depth - 1));
            }
        }
        return made;
    }

    std::vector<json*> places(json& root) {
        std::vector<json*> all{&root};
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (!all[i]->is_structured()) continue;
            for (auto& child : *all[i]) all.push_back(&child);
        }
        return all;
    }
    json& any(json& root) {
        const auto all = places(root);
        return *all[below(all.size())];
    }
    json& container(json& root) {
        std::vector<json*> all;
        for (auto* p : places(root)) {
            if (p->is_structured()) all.push_back(p);
        }
        return all.empty() ? root : *all[below(all.size())];
    }
    void put(json& into, json what) {
        if (into.is_object()) {
            into[name()] = std::move(what);
        } else if (into.is_array()) {
            into.insert(into.begin() + static_cast<std::ptrdiff_t>(below(into.size() + 1)), std::move(what));
        } else {
            into = std::move(what);
        }
    }
    json take(json& from) {
        if (!from.is_structured() || from.empty()) return scalar();
        const auto at = std::next(from.begin(), static_cast<std::ptrdiff_t>(below(from.size())));
        json out = *at;
        from.erase(at);
        return out;
    }

    void edit(json& root) {
        switch (below(11)) {
            case 0:
                any(root) = scalar();
                return;
            case 1:
                return put(container(root), value(2));
            case 2:
                take(container(root));
                return;
            case 3: {
                json moved = take(container(root));
                return put(container(root), std::move(moved));
            }
            case 4: {
                json copied = any(root);
                return put(container(root), std::move(copied));
            }
            case 5:
                return swap_children(root);
            case 6: {
                json& target = any(root);
                json wrapped = chance(2) ? json{{name(), target}} : json::array({target, scalar()});
                target = std::move(wrapped);
                return;
            }
            case 7: {
                json& c = container(root);
                if (!c.empty()) {
                    json inner = *c.begin();
                    c = std::move(inner);
                }
                return;
            }
            case 8:
                return shuffle(container(root));
            case 9:
                return swap_children(container(root));
            default:
                any(root) = value(2);
        }
    }
    void shuffle(json& c) {
        if (c.is_array()) {
            std::shuffle(c.begin(), c.end(), random_);
        }
    }
    void swap_children(json& c) {
        if (!c.is_structured() || c.size() < 2) return;
        auto& x = *std::next(c.begin(), static_cast<std::ptrdiff_t>(below(c.size())));
        auto& y = *std::next(c.begin(), static_cast<std::ptrdiff_t>(below(c.size())));
        if (&x != &y) std::swap(x, y);
    }

    std::mt19937_64 random_;
};

}  // namespace emend::tests
