# Installs a build into a fresh prefix and uses it as strangers do:
#
#   cmake -D BUILD=<build folder> -D WORK=<folder> -D CXX=<compiler> -D GENERATOR=<generator>
#         -D LIBDIR=<lib> -D WAY=<cmake | pkg-config> -P consume.cmake
cmake_minimum_required(VERSION 3.25)

function(run)
  execute_process(COMMAND ${ARGV} RESULT_VARIABLE status)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "failed (${status}): ${ARGV}")
  endif()
endfunction()

function(must_print expected)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE status OUTPUT_VARIABLE output)
  if(NOT status EQUAL 0 OR NOT output STREQUAL expected)
    message(FATAL_ERROR "${ARGN} should print '${expected}', printed (${status}): '${output}'")
  endif()
endfunction()

file(REMOVE_RECURSE ${WORK})
file(MAKE_DIRECTORY ${WORK})
run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${WORK}/first)
file(RENAME ${WORK}/first ${WORK}/prefix)  # nothing installed may know where it was put
file(REAL_PATH ${CMAKE_CURRENT_LIST_DIR} here)

if(WAY STREQUAL "cmake")
  run(${CMAKE_COMMAND} -S ${here} -B ${WORK}/build -G ${GENERATOR} -D CMAKE_CXX_COMPILER=${CXX}
    -D CMAKE_BUILD_TYPE=Debug -D CMAKE_PREFIX_PATH=${WORK}/prefix)
  run(${CMAKE_COMMAND} --build ${WORK}/build)
  file(GLOB consumers ${WORK}/build/*consumer)
  if(NOT consumers)
    message(FATAL_ERROR "nothing was built in ${WORK}/build")
  endif()
  foreach(consumer IN LISTS consumers)
    must_print("consumed\n" ${consumer})
  endforeach()
else()
  set(ENV{PKG_CONFIG_PATH} ${WORK}/prefix/${LIBDIR}/pkgconfig)
  execute_process(COMMAND pkg-config --cflags --libs emend OUTPUT_VARIABLE flags COMMAND_ERROR_IS_FATAL ANY
    OUTPUT_STRIP_TRAILING_WHITESPACE)
  separate_arguments(flags UNIX_COMMAND "${flags}")
  run(${CXX} -std=c++20 ${here}/main.cpp -o ${WORK}/consumer ${flags})
  must_print("consumed\n" ${WORK}/consumer)
endif()
file(REMOVE_RECURSE ${WORK})
