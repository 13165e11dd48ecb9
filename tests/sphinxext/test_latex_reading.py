"""Pages that are not printed are read by their headings."""

from speechbook.sphinxext.latex_reading import headings_only

PAGE = """---
script: hans
---

(top)=
# 使用指南

正文里的 # 不是标题。

```sh
# 注释不是标题
```

:::{fold} 折叠
# 也不是
:::

(cite-it)=
## 引用

[链接](other.md)
"""


def test_headings_and_their_targets_are_kept() -> None:
    assert headings_only(PAGE).split("\n\n")[1:] == ["(top)=", "# 使用指南", "(cite-it)=", "## 引用", ""]


def test_such_a_page_belongs_to_no_table_of_contents() -> None:
    assert headings_only(PAGE).startswith("---\norphan: true\n---\n")
    assert "toctree" not in headings_only("# 甲\n\n```{toctree}\n乙\n```\n")
