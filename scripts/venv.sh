# Sourced by the scripts: makes .venv with what the lock file $1 names, and voiceedu itself, and puts it first on PATH.
# A second run with the same lock installs nothing.
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# Print the first Python that is new enough and can make a virtual environment; say what to install if there is none.
find_python() {
    local candidate found=""
    for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            found=$candidate
            if "$candidate" -c 'import ensurepip, venv' 2>/dev/null; then
                echo "$candidate"
                return
            fi
        fi
    done
    if [ -n "$found" ]; then
        echo "$found has no venv module. On Debian and Ubuntu: apt-get install python3-venv" >&2
    else
        echo "voiceedu needs Python 3.11 or newer. On Debian and Ubuntu: apt-get install python3 python3-venv" >&2
    fi
    return 1
}

make_venv() {
    local lock=$1 python stamp wanted
    stamp=.venv/$(basename "$lock").installed
    wanted=$(cat "$lock" pyproject.toml scripts/venv.sh | sha256sum)$PWD
    if [ ! -f "$stamp" ] || [ "$(cat "$stamp")" != "$wanted" ]; then
        python=$(find_python)
        # Only an environment that was finished is built upon: one that broke off, or was moved, starts again.
        compgen -G '.venv/*.installed' >/dev/null && .venv/bin/python -c '' 2>/dev/null || "$python" -m venv --clear .venv
        rm -f "$stamp"
        echo "Installing into .venv (the first time takes about a minute)" >&2
        .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
        .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
        echo "$wanted" >"$stamp"
    fi
    PATH=$PWD/.venv/bin:$PATH
}

make_venv "$1"
