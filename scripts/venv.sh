# Sourced by the scripts: makes .venv with what the lock file $1 names, and voiceedu itself, and puts it first on PATH.
# A second run with the same lock installs nothing. Sets `root` to the repository and leaves the working folder alone.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

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
    local lock=$root/$1 venv=$root/.venv python stamp wanted
    stamp=$venv/$1.installed
    wanted=$(cat "$lock" "$root/pyproject.toml" "$root/scripts/venv.sh" | sha256sum)$root
    if [ ! -f "$stamp" ] || [ "$(cat "$stamp")" != "$wanted" ]; then
        python=$(find_python)
        # Only an environment that was finished here is built upon: one that broke off, or was moved, starts again.
        if ! grep -qsF -- "$root" "$venv"/*.installed || ! "$venv/bin/python" -c '' 2>/dev/null; then
            "$python" -m venv --clear "$venv"
        fi
        rm -f "$stamp"
        echo "Installing into .venv (the first time takes about a minute)" >&2
        "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
        "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e "$root"
        echo "$wanted" >"$stamp"
    fi
    PATH=$venv/bin:$PATH
}

make_venv "$1"
