#include "catalog.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "emend/adapters/profile.hpp"

namespace emend::adapters {
namespace {

// An embedded profile with a mistake is a mistake of ours: every test fails at once.
[[noreturn]] void refuse(const findings& mistakes) {
    for (const auto& m : mistakes) std::fprintf(stderr, "emend: built-in %s\n", m.message.c_str());
    std::abort();
}

std::vector<profile> load_all() {
    std::vector<profile> all;
    for (const auto text : detail::embedded_profiles()) {
        auto loaded = load_profile(text);
        if (!loaded) refuse(loaded.error());
        all.push_back(std::move(*loaded));
    }
    return all;
}

findings unknown(const std::string& what, std::string_view name, const std::vector<std::string>& names,
                 const std::string& of) {
    const auto meant = nearest(name, names);
    std::string message = "unknown " + what + " \"" + std::string(name) + "\"" + of;
    if (!meant.empty()) message += ", did you mean \"" + meant + "\"?";
    message += " (known: ";
    for (const auto& n : names) message += (&n == &names.front() ? "" : ", ") + n;
    message += ")";
    return {{std::string(to_string(fault::unknown_member)), "", one_line(message), what, finding::none,
             finding::subject::usage}};
}

}  // namespace

const std::vector<profile>& profiles() {
    static const std::vector<profile> all = load_all();
    return all;
}

tl::expected<profile, findings> find_profile(std::string_view vendor, std::string_view resource) {
    const auto& all = profiles();
    const auto found = std::find_if(all.begin(), all.end(), [&](const profile& p) {
        return p.vendor() == vendor && p.resource() == resource;
    });
    if (found != all.end()) return *found;
    std::vector<std::string> vendors;
    std::vector<std::string> resources;
    for (const auto& p : all) {
        if (p.vendor() == vendor) resources.push_back(p.resource());
        if (std::find(vendors.begin(), vendors.end(), p.vendor()) == vendors.end())
            vendors.push_back(p.vendor());
    }
    if (resources.empty()) return tl::make_unexpected(unknown("vendor", vendor, vendors, ""));
    return tl::make_unexpected(unknown("resource", resource, resources, " of " + std::string(vendor)));
}

}  // namespace emend::adapters
