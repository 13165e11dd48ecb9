#!/bin/sh
# Installs what the tests drive for real: browsers, Chinese fonts, LaTeX, the tools that look into a PDF, epubcheck, the
# checker of types in our scripts, the validator of TEI.
# Where that may not be done it prints the command; the tests that need them are then skipped and say so.
set -u
packages="chromium fonts-noto-cjk fonts-lxgw-wenkai fonts-hanazono fonts-cwtex-fs fonts-symbola fonts-texgyre fonts-dejavu-core
texlive-xetex texlive-lang-chinese texlive-fonts-recommended latexmk poppler-utils epubcheck jing default-jre-headless node-typescript firefox-esr"
missing=""
for package in $packages; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
done
[ -z "$missing" ] && exit 0
if ! command -v apt-get >/dev/null 2>&1; then
    echo "测试要用的程序没有装全：$missing。这里没有 apt-get，请自行安装；相关测试会跳过并说明。"
    exit 0
fi
as_root=""
if [ "$(id -u)" -ne 0 ]; then
    if command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        as_root="sudo -n"
    else
        echo "测试要用的程序没有装全。请运行：sudo apt-get install -y --no-install-recommends$missing"
        echo "不装也可以，用到它们的测试会跳过并说明。"
        exit 0
    fi
fi
echo "安装测试要用的程序：$missing"
if ! { $as_root apt-get update -q >/dev/null && DEBIAN_FRONTEND=noninteractive $as_root apt-get install -yq --no-install-recommends $missing >/dev/null; }; then
    echo "没有装上。请运行：sudo apt-get install -y --no-install-recommends$missing；相关测试会跳过并说明。"
fi
