# 两条命令：make html 建成全书网站，make test 跑全部测试。第一次运行会自己装好 .venv。
PYTHON ?= python3
BIN := .venv/bin
RUN := $(BIN)/speechbook

.DEFAULT_GOAL := html
.PHONY: html pdf epub site clean-text pages check test lint bench bench-scale reference lock clean

html: .venv/book.installed        ## 清理原件、生成页面、建成各版本网站
	@$(RUN) build html

pdf: .venv/book.installed         ## 排成各版本 PDF（docs/_build/pdf），要先装 xelatex
	@$(RUN) build pdf

epub: .venv/book.installed        ## 做成各版本 EPUB 电子书（docs/_build/epub）
	@$(RUN) build epub

site: .venv/book.installed        ## 要发布的全部：各版本网站，首页提供 PDF 与 EPUB
	@$(RUN) build site

clean-text: .venv/book.installed  ## 只清理原件，更新 speeches/clean 与 speeches/trail
	@$(RUN) clean --write

pages: .venv/book.installed       ## 只生成 docs/speeches 与 docs/lists
	@$(RUN) pages

check: .venv/book.installed       ## 列出要人核对的地方
	@$(RUN) check

test: .venv/dev.installed         ## 装好测试要用的程序，跑全部测试
	@scripts/install-debian-packages.sh
	@$(BIN)/python -m pytest -q -n auto

lint: .venv/dev.installed         ## 检查代码风格与类型
	@$(BIN)/ruff check scripts tests conf
	@$(BIN)/ruff format --check scripts tests conf
	@$(BIN)/mypy
	@$(BIN)/python scripts/write_reference.py --check

bench: .venv/dev.installed        ## 量准确率与速度，打印表格
	@missed=""; for bench in tests/bench/bench_*.py; do $(BIN)/python "$$bench" || missed="$$missed $$bench"; done; \
	[ -z "$$missed" ] || { echo "没有达到目标：$$missed"; exit 1; }

bench-scale: .venv/dev.installed  ## 按 300 到 10,000 篇量成本，写成 docs/reference/performance.md（约一小时）
	@$(BIN)/python tests/bench/scale.py --write

reference: .venv/dev.installed    ## 由代码重写 docs/reference 中生成的几页
	@$(BIN)/python scripts/write_reference.py

lock: .venv/dev.installed         ## 重写锁定文件（改了 pyproject.toml 的依赖之后）
	@$(BIN)/python scripts/write_lock_files.py

clean:                            ## 删掉一切可以重新生成的东西；原件、净文本、记录都不动
	@rm -rf .venv docs/_build docs/speeches docs/lists

.venv/bin/python:
	@$(PYTHON) -m venv .venv || { echo "建不了 .venv：Debian 上请先 apt-get install python3-venv"; rm -rf .venv; exit 1; }

.venv/book.installed: requirements.lock pyproject.toml | .venv/bin/python
	@echo "安装依赖（按 requirements.lock）……"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-build-isolation --no-deps -e .
	@$(BIN)/python -m compileall -q scripts/speechbook
	@touch $@

.venv/dev.installed: requirements-dev.lock tests/export/schema.lock .venv/book.installed
	@echo "安装测试工具（按 requirements-dev.lock）……"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes --no-deps --upgrade --target .venv/tei-schema -r tests/export/schema.lock
	@touch $@
