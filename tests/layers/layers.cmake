# Keeps includes one-way:  cmake -D ROOT=<project> -P layers.cmake
#
#   error -> pointer -> patch -> {equal, apply, diff, merge} -> {algebra, merge3} -> text
#   -> {text_algebra, text_values} -> bulk -> adapters -> cli
#
# - a public header includes public headers of lower storeys only; emend.hpp includes them all,
#   and inside the engine nothing includes emend.hpp;
# - a private file named after a public header (text_index.cpp: text) reaches nothing of a higher
#   storey, not even through other private files;
# - includes make no circle;
# - core reaches only core; adapters and cli reach only the public headers below them and their
#   own files; nothing but its own tests and fuzz targets (fuzz/cli) includes cli;
# - no vendor (a folder of adapters/profiles) is named in core, cli, fuzz, bench or cmake.
#
# Prints every breach, one a line, and fails if there is one.
cmake_minimum_required(VERSION 3.25)

# A storey a line, the lowest first.
set(storeys "error limits" "pointer" "document patch" "equal" "apply diff merge" "algebra merge3" "text" "text_algebra text_values" "bulk")
set(breaches "")

set(height 0)
foreach(storey IN LISTS storeys)
  string(REPLACE " " ";" names "${storey}")
  foreach(name IN LISTS names)
    set(height_of_${name} ${height})
  endforeach()
  math(EXPR height "${height} + 1")
endforeach()

macro(breach text)
  list(APPEND breaches "${text}")
endmacro()

# The includes of `file` that are ours, as paths from ROOT; what is not found stays as written.
function(ours file out)
  file(STRINGS ${ROOT}/${file} lines REGEX "^[ \t]*#[ \t]*include[ \t]*[\"<]")
  cmake_path(GET file PARENT_PATH folder)
  set(found "")
  foreach(line IN LISTS lines)
    string(REGEX REPLACE "^[ \t]*#[ \t]*include[ \t]*([\"<])([^\">]*).*" "\\1;\\2" parts "${line}")
    list(GET parts 0 quote)
    list(GET parts 1 name)
    if(quote STREQUAL "<" AND NOT name MATCHES "^emend/")
      continue()
    endif()
    set(target ${name})
    foreach(base IN ITEMS ${folder} core/include adapters/include core/src adapters/src cli tests
        tests/support/include fuzz bench)
      cmake_path(SET candidate NORMALIZE ${base}/${name})
      if(EXISTS ${ROOT}/${candidate})
        set(target ${candidate})
        break()
      endif()
    endforeach()
    list(APPEND found ${target})
  endforeach()
  set(${out} "${found}" PARENT_SCOPE)
endfunction()

# The storey a file of core claims by its name, or -1.
function(claimed file out)
  cmake_path(GET file STEM LAST_ONLY stem)
  set(height -1)
  while(stem)
    if(DEFINED height_of_${stem})
      set(height ${height_of_${stem}})
      break()
    endif()
    if(NOT stem MATCHES "_")
      break()
    endif()
    string(REGEX REPLACE "_[^_]*$" "" stem ${stem})
  endwhile()
  set(${out} ${height} PARENT_SCOPE)
endfunction()

file(GLOB_RECURSE sources RELATIVE ${ROOT} ${ROOT}/core/*.[ch]pp ${ROOT}/adapters/*.[ch]pp ${ROOT}/cli/*.[ch]pp
  ${ROOT}/tests/*.[ch]pp ${ROOT}/fuzz/*.[ch]pp ${ROOT}/bench/*.[ch]pp)
list(FILTER sources EXCLUDE REGEX "^tests/consumer/")
list(FILTER sources EXCLUDE REGEX "^core/include/emend/emend\\.hpp$")
if(NOT sources)
  message(FATAL_ERROR "no sources under ${ROOT}")
endif()
set(umbrella core/include/emend/emend.hpp)

foreach(file IN LISTS sources)
  ours(${file} includes_of_${file})
endforeach()

# Who may include whom, by folder.
foreach(file IN LISTS sources)
  string(REGEX MATCH "^[a-z]+" house ${file})
  foreach(target IN LISTS includes_of_${file})
    if(target MATCHES "^cli/" AND NOT file MATCHES "^(cli|tests/cli|fuzz/cli)/")
      breach("${file}: includes ${target}: nothing includes cli")
    elseif(house STREQUAL "core" AND NOT target MATCHES "^core/")
      breach("${file}: includes ${target}: core includes only core")
    elseif(house STREQUAL "core" AND target STREQUAL umbrella)
      breach("${file}: includes emend.hpp: the engine includes single headers")
    elseif(house STREQUAL "adapters" AND NOT target MATCHES "^(core/include|adapters)/")
      breach("${file}: includes ${target}: adapters include public headers of core and their own files")
    elseif(house STREQUAL "cli" AND NOT target MATCHES "^(core/include|adapters/include|cli)/")
      breach("${file}: includes ${target}: cli includes public headers and its own files")
    elseif(file MATCHES "^[a-z]+/include/" AND NOT target MATCHES "^[a-z]+/include/")
      breach("${file}: includes ${target}: a public header includes public headers only")
    endif()
  endforeach()
endforeach()

# How high each file of core stands: a public header by its own name, a private file by what it reaches.
set(left ${sources})
list(FILTER left INCLUDE REGEX "^core/")
foreach(file IN LISTS left)
  claimed(${file} claim_of_${file})
  set(reach_of_${file} ${claim_of_${file}})
  if(file MATCHES "^core/include/" AND claim_of_${file} EQUAL -1)
    breach("${file}: has no storey: give it one in layers.cmake")
  endif()
endforeach()
foreach(file IN LISTS left)
  foreach(target IN LISTS includes_of_${file})
    if(file MATCHES "^core/include/" AND DEFINED claim_of_${target} AND NOT claim_of_${target} LESS claim_of_${file})
      breach("${file}: includes ${target}: a public header includes lower storeys only")
    endif()
  endforeach()
endforeach()

# Settles files whose includes are settled, pass by pass; when a pass brings nothing, there is a circle.
while(left)
  set(waiting "")
  foreach(file IN LISTS left)
    set(open ${includes_of_${file}})
    list(FILTER open INCLUDE REGEX "^core/")
    set(ready TRUE)
    foreach(target IN LISTS open)
      if(target IN_LIST left)
        set(ready FALSE)
      elseif(reach_of_${target} GREATER reach_of_${file})
        set(reach_of_${file} ${reach_of_${target}})
      endif()
    endforeach()
    if(NOT ready)
      list(APPEND waiting ${file})
      set(reach_of_${file} ${claim_of_${file}})
    elseif(file MATCHES "^core/src/" AND NOT claim_of_${file} EQUAL -1 AND reach_of_${file} GREATER claim_of_${file})
      breach("${file}: reaches a storey above its own, maybe through another private file")
    endif()
  endforeach()
  if(waiting STREQUAL left)
    list(JOIN left ", " names)
    breach("among these, includes run in a circle: ${names}")
    break()
  endif()
  set(left ${waiting})
endwhile()

# Vendors stay in adapters. Their names are the names of the profile folders.
file(GLOB vendors RELATIVE ${ROOT}/adapters/profiles ${ROOT}/adapters/profiles/*)
list(FILTER vendors EXCLUDE REGEX "\\.")
file(GLOB_RECURSE neutral RELATIVE ${ROOT} ${ROOT}/core/* ${ROOT}/cli/* ${ROOT}/fuzz/*.[ch]pp ${ROOT}/bench/*.[ch]pp
  ${ROOT}/cmake/*)
list(APPEND neutral CMakeLists.txt CMakePresets.json)
foreach(file IN LISTS neutral)
  if(NOT EXISTS ${ROOT}/${file})
    continue()
  endif()
  file(READ ${ROOT}/${file} text)
  string(TOLOWER "${text}" text)
  foreach(vendor IN LISTS vendors)
    string(FIND "${text}" "${vendor}" at)
    if(NOT at EQUAL -1)
      breach("${file}: names ${vendor}: vendors live in adapters")
    endif()
  endforeach()
endforeach()

list(LENGTH sources count)
list(LENGTH vendors vendor_count)
if(breaches)
  list(JOIN breaches "\n  " text)
  message(FATAL_ERROR "includes do not run one way:\n  ${text}")
endif()
message(STATUS "${count} files, ${vendor_count} vendors: includes run one way")
