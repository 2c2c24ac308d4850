#!/usr/bin/env bash
# Packs everything that is needed to check and measure the OpenCL backend on another machine, which needs neither Java nor
# Maven nor a network: a small Java, the program, its tests of operations, a model, a photo and OpenCL's loader. There,
# ./measure does all of it; see docs/benchmarks.md. For Linux on x86-64, on which it must be run.
#
#     bench/opencl.sh FOLDER [MODEL.safetensors]
#
# makes FOLDER and FOLDER.tar.xz. Without a model the bundled one is tuned and GoogLeNet is timed with random weights, which
# takes as long as with its own.
set -euo pipefail
home=$(cd "$(dirname "$0")/.." && pwd)

fail() {
    echo "error: $*" >&2
    exit 1
}

[[ $# == 1 || $# == 2 ]] || fail "usage: bench/opencl.sh FOLDER [MODEL.safetensors]"
[[ ! -e $1 ]] || fail "$1 is there already"
[[ $# == 1 || -r $2 ]] || fail "$2 cannot be read"
java_home=${REVERIE_JAVA_HOME:-${JAVA_HOME:-}}
[[ -x $java_home/bin/jlink ]] || fail "REVERIE_JAVA_HOME must name a JDK >= 25 with jlink"
loader=$(ldconfig -p | sed -n 's/.*libOpenCL\.so\.1 .*x86-64.*=> //p' | head -n 1)
[[ -n $loader ]] || fail "there is no libOpenCL.so.1 here to take along (on Debian: ocl-icd-libopencl1)"

# JUnit for the command line, of the version that the build uses.
junit=$(sed -n 's|.*<junit.version>\(.*\)</junit.version>.*|\1|p' "$home/pom.xml")
(cd "$home" && mvn -B -q -DskipTests -pl cli -am package)
mkdir -p "$1"
folder=$(cd "$1" && pwd)
(cd "$home" && mvn -B -q -N dependency:copy -Dartifact="org.junit.platform:junit-platform-console-standalone:$junit" \
    -DoutputDirectory="$folder/tests" -Dmdep.useBaseVersion=true)

"$java_home/bin/jlink" --output "$folder/java" --strip-debug --no-header-files --no-man-pages --compress zip-9 \
    --add-modules java.desktop,java.logging,java.management,java.naming,java.net.http,java.xml,jdk.management,jdk.unsupported,jdk.incubator.vector
cp -r "$home/cli/target/lib" "$home/cli/target/reverie.jar" "$home/cli/target/jvm.args" "$folder/"
cp -r "$home/kernels/target/test-classes" "$folder/tests/classes"
cp -L "$loader" "$folder/lib/libOpenCL.so.1"
cp "$home/examples/winter.jpg" "$home/bench/opencl/measure" "$home/bench/opencl/pytorch_step.py" "$folder/"
if [[ $# == 2 ]]; then
    cp "$2" "$folder/model.safetensors"
fi
tar -C "$(dirname "$folder")" -cJf "$folder.tar.xz" "$(basename "$folder")"
du -sh "$folder" "$folder.tar.xz"
