# Read by ./chainrule, ./test and ./format: where the JDK is, what the terminal can do, and one build at a time. Plain POSIX sh; expects $root, the
# folder of the repository, and leaves JAVA_HOME set to a JDK 25 or newer.

say() {
    echo "${0##*/}: $*" >&2
}

# die CODE MESSAGE
die() {
    code=$1
    shift
    say "$*"
    exit "$code"
}

# The feature version of the JDK in a folder: 25 for 25.0.3. Nothing if there is no JDK in it.
jdk_version() {
    [ -n "$1" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

# is_new_enough FOLDER
is_new_enough() {
    version=$(jdk_version "$1")
    [ -n "$version" ] && [ "$version" -ge 25 ]
}

# The home of the java on the path. It is asked for it only if links do not lead there: version managers put scripts there.
java_on_path() {
    java=$(command -v java) || return 0
    home=$(dirname "$(dirname "$(readlink -f "$java" 2> /dev/null || echo "$java")")")
    if [ -r "$home/release" ]; then
        echo "$home"
    else
        "$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p'
    fi
}

# Where JDKs are usually installed: of those found, 25 itself before anything newer.
installed_jdk() {
    newer=
    for home in /usr/lib/jvm/* /usr/java/* /opt/java* /opt/java/* /opt/jdk* /opt/jdk/* /usr/local/java* /usr/local/jdk* \
        "${HOME:-/nowhere}"/.sdkman/candidates/java/* "${HOME:-/nowhere}"/.jdks/* "${HOME:-/nowhere}"/.local/share/mise/installs/java/* \
        "${HOME:-/nowhere}"/.asdf/installs/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
        "${HOME:-/nowhere}"/Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
        if is_new_enough "$home"; then
            if [ "$version" -eq 25 ]; then
                echo "$home"
                return
            fi
            newer=$home
        fi
    done
    echo "$newer"
}

find_jdk() {
    if [ -n "${JAVA_HOME:-}" ] && is_new_enough "$JAVA_HOME"; then
        export JAVA_HOME
        return
    fi
    JAVA_HOME=$(java_on_path)
    is_new_enough "$JAVA_HOME" || JAVA_HOME=$(installed_jdk)
    [ -n "$JAVA_HOME" ] || die 2 "a JDK 25 or newer is needed: install one (https://adoptium.net) or set JAVA_HOME to it"
    export JAVA_HOME
}

# Java reads and writes file names in the character set of the locale. In that of C, or where the locale that is named was
# never installed, this is ASCII, which has no name for a file with an accent.
use_utf8() {
    case $(locale charmap 2> /dev/null) in
        ANSI_X3.4-1968 | US-ASCII) export LC_ALL=C.UTF-8 ;;
    esac
}

# The width of the terminal, for lines that are drawn again and again.
tell_width() {
    if [ -z "${COLUMNS:-}" ] && [ -t 1 ] && size=$(stty size 2> /dev/null < /dev/tty); then
        export COLUMNS="${size#* }"
    fi
}

need_maven() {
    command -v mvn > /dev/null 2>&1 || die 2 "Maven is needed for the build: install it (https://maven.apache.org)"
}

# Maven under that JDK, quiet about its own use of what newer JDKs warn of, and without the codes that reset the colours of
# a terminal at its end, which it writes to files too.
maven() {
    quiet='--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED -Djansi.noreset=true'
    MAVEN_OPTS="$quiet ${MAVEN_OPTS:-}" \
        mvn --batch-mode --file "$root/pom.xml" "$@"
}

# Two builds at once would write the same files. A lock whose owner is gone is taken over.
lock() {
    lock=$root/.build.lock
    [ -w "$root" ] || die 2 "cannot build: $root is not writable"
    waited=0
    while ! mkdir "$lock" 2> /dev/null; do
        owner=$(cat "$lock/pid" 2> /dev/null || true)
        if { [ -n "$owner" ] && ! kill -0 "$owner" 2> /dev/null; } || { [ -z "$owner" ] && [ "$waited" -ge 10 ]; }; then
            # moved away first, so that of two who see the old lock one removes it
            if mv "$lock" "$lock.$$" 2> /dev/null; then
                rm -rf "$lock.$$"
            fi
            continue
        fi
        [ "$waited" -ne 2 ] || say "waiting for another build"
        waited=$((waited + 1))
        sleep 1
    done
    echo $$ > "$lock/pid"
    trap unlock EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
}

unlock() {
    rm -rf "$root/.build.lock"
    trap - EXIT INT TERM
}
