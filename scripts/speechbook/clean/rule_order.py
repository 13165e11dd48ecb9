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
        rule(
            "统一换行",
            "各种系统的换行、换页符一律改为换行。",
            unify_line_ends,
        ),
        rule(
            "删控制字符",
            "看不见的控制字符一律删去，制表符和换行除外。",
            drop_control_characters,
        ),
        rule(
            "删不可见字符",
            "删零宽字符、方向标记、软连字符；异体选择符和表情里的连接符不动。",
            drop_invisible_characters,
        ),
        rule(
            "删行首行尾空白",
            "删行首行尾的空白，段首缩进也在内；缩进由排版给出。",
            strip_line_edges,
        ),
        rule(
            "删论坛干扰码",
            "删论坛插在换行处的成对乱码（如“8 V9 e' m5 e( y”）；紧跟汉字的标点留着。",
            drop_forum_jammer,
        ),
        rule(
            "删旧版论坛干扰码",
            "删旧版论坛插在行首行尾的乱码，连同旁边的站名；单词、数字、网址、公式不动。",
            old_jammer_rule(site_names),
        ),
        rule(
            "删页码与翻页行",
            "删单独成行的页码、翻页、转载说明和网址；句中的同样字样不动。",
            drop_page_marks,
        ),
        rule(
            "删页面零件",
            "删正文之前与之后的按钮、导航、分享、责任编辑、版权等行；正文中间的不动。",
            drop_page_furniture,
        ),
        rule(
            "删混入的网站名",
            "删词表所列的网站名和网址；每处都列为待查，因为可能顶掉了一个词。",
            site_name_rule(site_names),
        ),
        rule(
            "全角字母数字改半角",
            "全角的数字、字母、百分号和小数点改为半角。",
            narrow_letters_and_digits,
        ),
        rule(
            "半角标点改全角",
            "汉字旁的半角逗号、叹号、问号、分号、冒号改为全角；千分位、时间、比例、网址不动。",
            widen_punctuation,
        ),
        rule(
            "半角括号改全角",
            "括着汉字或夹在汉字之间的半角括号改为全角，成对处理；(1)、f(x) 之类不动。",
            widen_brackets,
        ),
        rule(
            "省略号归一",
            "汉字旁的三至六个点改为“……”。",
            join_ellipses,
        ),
        rule(
            "删汉字间空白",
            "删汉字之间、引号内侧的空白；敬语前的全角空格、两个字的姓名、外文旁的空格不动。",
            close_blanks_between_han,
        ),
        rule(
            "删空行",
            "删空行，一段一行。",
            drop_empty_lines,
        ),
        rule(
            "补末行换行",
            "末行没有换行的补上。",
            end_last_line,
        ),
    )


RULE_LABELS = {rule.name: rule.label for rule in rules_in_order(())}
"""What each rule repairs, in Chinese."""
