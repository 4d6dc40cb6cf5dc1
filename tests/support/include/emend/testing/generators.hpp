#pragma once

#include <iosfwd>
#include <string>

#include <nlohmann/json.hpp>
#include <rapidcheck.h>

#include "emend/patch.hpp"
#include "emend/testing/show.hpp"

/// RapidCheck generators of documents and of changes to them. They shrink well.
namespace emend::testing {

/// Member names that break careless code: empty, "/", "~", digits, "-", escapes, beyond ASCII.
[[nodiscard]] rc::Gen<std::string> member_name();

/// Any JSON document that a nlohmann value can hold: numbers near every edge; now and then rows with ids, a
/// hundred levels, or hundreds of members.
[[nodiscard]] rc::Gen<ordered_json> document();

/// `base` with a few random changes: the usual input of a diff.
[[nodiscard]] rc::Gen<ordered_json> edited(ordered_json base);

/// A patch whose operations all apply to `base`, one after the other.
[[nodiscard]] rc::Gen<ordered_patch> valid_patch(ordered_json base);

/// A patch whose last operation may fail on `base`.
[[nodiscard]] rc::Gen<ordered_patch> nearly_valid_patch(ordered_json base);

/// A merge patch: a document with more nulls and with names that `base` has.
[[nodiscard]] rc::Gen<ordered_json> merge_patch_for(ordered_json base);

/// A document and what two people made of it.
struct versions {
    ordered_json base{};
    ordered_json ours{};
    ordered_json theirs{};
};
void showValue(const versions& three, std::ostream& out);

/// Two edits of one document, often at the same places: by chance the same change, by chance another.
[[nodiscard]] rc::Gen<versions> merge_triple();

/// All places in a document, parents first.
[[nodiscard]] std::vector<pointer> places(const ordered_json& document);

/// The same value for the lane of sorted members.
[[nodiscard]] json sorted(const ordered_json& document);
[[nodiscard]] patch sorted(const ordered_patch& ops);

}  // namespace emend::testing
