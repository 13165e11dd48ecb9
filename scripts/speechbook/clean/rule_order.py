"""The one ordered list of all rules.

Order matters: what cannot be seen goes first, so that the rules after it see lines as a reader does; forum noise goes
before blanks and punctuation, because both are part of its grammar; empty lines go last.
"""

from collections.abc import Sequence

from speechbook.clean.blanks import close_blanks_between_han
from speechbook.clean.furniture import drop_page_furniture, drop_page_marks
from speechbook.clean.invisible import drop_control_characters, drop_invisible_characters
from speechbook.clean.jammer import drop_forum_jammer
from speechbook.clean.line_ends import drop_empty_lines, end_last_line, strip_line_edges, unify_line_ends
from speechbook.clean.old_jammer import old_jammer_rule
from speechbook.clean.punctuation import join_ellipses, widen_brackets, widen_punctuation
from speechbook.clean.rule import Rule, rule
from speechbook.clean.site_names import site_name_rule
from speechbook.clean.width import narrow_letters_and_digits

__all__ = ("RULE_LABELS", "rules_in_order")


def rules_in_order(site_names: Sequence[str]) -> tuple[Rule, ...]:
    """Return all rules, in the order in which they run, for a list of site names."""
    return (
        rule("统一换行", unify_line_ends),
        rule("删控制字符", drop_control_characters),
        rule("删不可见字符", drop_invisible_characters),
        rule("删行首行尾空白", strip_line_edges),
        rule("删论坛干扰码", drop_forum_jammer),
        rule("删旧版论坛干扰码", old_jammer_rule(site_names)),
        rule("删页码与翻页行", drop_page_marks),
        rule("删页面零件", drop_page_furniture),
        rule("删混入的网站名", site_name_rule(site_names)),
        rule("全角字母数字改半角", narrow_letters_and_digits),
        rule("半角标点改全角", widen_punctuation),
        rule("半角括号改全角", widen_brackets),
        rule("省略号归一", join_ellipses),
        rule("删汉字间空白", close_blanks_between_han),
        rule("删空行", drop_empty_lines),
        rule("补末行换行", end_last_line),
    )


RULE_LABELS = {rule.name: rule.label for rule in rules_in_order(())}
"""What each rule repairs, in Chinese."""
