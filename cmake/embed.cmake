# Writes OUTPUT, a .cpp that holds the texts of FILES (separated by "|").
# cmake -DOUTPUT=... -DFILES=a.json|b.json -P embed.cmake
string(REPLACE "|" ";" files "${FILES}")
set(text "// Written by cmake/embed.cmake from adapters/profiles/.\n\n#include \"catalog.hpp\"\n\nnamespace emend::adapters::detail {\n\n")
string(APPEND text "const std::vector<std::string_view>& embedded_profiles() {\n    static const std::vector<std::string_view> all{\n")
foreach(file IN LISTS files)
  file(READ "${file}" profile)
  string(APPEND text "        R\"profile(${profile})profile\",\n")
endforeach()
string(APPEND text "    };\n    return all;\n}\n\n}  // namespace emend::adapters::detail\n")
file(WRITE "${OUTPUT}" "${text}")
