"""The one ordered list of all rules.

Order matters: wrong decoding and what cannot be seen go first, so that the rules after them see lines as a reader does;
broken lines are joined, and lost line ends put back, while indents still show; forum noise goes before blanks and
punctuation, because both are part of its grammar; brackets go before other marks, whose damage is their evidence; empty
lines go last.
"""

from collections.abc import Sequence

from speechbook.clean.addresses import take_out_set_in_addresses
from speechbook.clean.blanks import close_blanks_between_han
from speechbook.clean.brackets import widen_brackets
from speechbook.clean.duplicates import drop_repeated_lines
from speechbook.clean.furniture import drop_page_furniture, drop_page_marks
from speechbook.clean.invisible import drop_control_characters, drop_invisible_characters
from speechbook.clean.jammer import drop_forum_jammer
from speechbook.clean.line_ends import drop_empty_lines, end_last_line, strip_line_edges, unify_line_ends
from speechbook.clean.lost_codes import (
    restore_dashes_and_dots,
    restore_ling_in_years,
    restore_windows_marks,
    use_common_characters,
)
from speechbook.clean.lost_line_ends import break_lines_at_indents
from speechbook.clean.markup import decode_entities, drop_markup, spell_out_line_ends
from speechbook.clean.mixed_script import ScriptUnifier, leave_mixed, mixed_script_rule
from speechbook.clean.mojibake import SUSPICIOUS, repair_double_decoding
from speechbook.clean.number_marks import widen_number_marks
from speechbook.clean.old_jammer import old_jammer_rule
from speechbook.clean.page_numbers import rejoin_paragraphs_at_page_marks
from speechbook.clean.pinyin import TONED, drop_bracketed_readings
from speechbook.clean.private_use import drop_private_marks
from speechbook.clean.punctuation import join_ellipses, widen_punctuation
from speechbook.clean.rule import Rule, rule
from speechbook.clean.site_names import site_name_rule
from speechbook.clean.spacing import close_letter_spacing
from speechbook.clean.width import WIDE_ASCII, narrow_letters_and_digits
from speechbook.clean.wrapping import join_wrapped_lines
from speechbook.han import BLANKS, INVISIBLE, PRIVATE_USE

__all__ = ("RULE_LABELS", "rules_in_order")


def rules_in_order(site_names: Sequence[str], unify: ScriptUnifier = leave_mixed) -> tuple[Rule, ...]:
    """Return all rules, in the order in which they run, for a list of site names."""
    return (
        rule(
            "还原错码",
            "整行按错误编码读过又存下的，能一字不差地还原才还原；丢了字节的只列为待查。",
            repair_double_decoding,
            needs=SUSPICIOUS,
        ),
        rule(
            "还原西文标点",
            "Windows-1252 的破折号、引号被读成控制符的，改回原来的标点。",
            restore_windows_marks,
            needs="\x80-\x9f",
        ),
        rule(
            "统一换行",
            "各种系统的换行、换页符一律改为换行。",
            unify_line_ends,
            needs="\r\x0b\x0c\x85\u2028\u2029",
        ),
        rule(
            "删控制字符",
            "看不见的控制字符一律删去，制表符和换行除外。",
            drop_control_characters,
            needs="\x00-\x08\x0e-\x1f\x7f",
        ),
        rule(
            "删不可见字符",
            "删零宽字符、方向标记、软连字符；异体选择符和表情里的连接符不动。",
            drop_invisible_characters,
            needs=INVISIBLE,
        ),
        rule(
            "还原换行代码",
            "“_x000D_”“x0dx0a”之类的换行代码：句子完了的改为换行，句中的删去。",
            spell_out_line_ends,
            needs="x_&",
        ),
        rule(
            "还原网页实体",
            "“&ldquo;”“&amp;nbsp;”等还原为所代表的字符，多重转义也还原；R&D、网址参数不动。",
            decode_entities,
            needs="&",
        ),
        rule(
            "删网页标签",
            "删网页标签与注释；句末的换行标签改为换行，书名号与不等号不动。",
            drop_markup,
            needs="<",
        ),
        rule(
            "部首字改常用字",
            "PDF 字体用部首代替的常用字（如“⽽”）改回；讲部首本身的、人名用的兼容汉字不动。",
            use_common_characters,
            needs="\u2e80-\u2fd5",
        ),
        rule(
            "删造字区符号",
            "删行首的项目符号和段末的造字区符号；词中间的不动，列为待查。",
            drop_private_marks,
            needs=PRIVATE_USE,
        ),
        rule(
            "在段首缩进处分行",
            "换行全丢了、整篇成了一行的，在行中的段首缩进（两个全角空格）处分行；平常长短的行、诗和表不动。",
            break_lines_at_indents,
            needs="\u3000",
        ),
        rule(
            "删重复的行",
            "与上一行相同的行、全文中再次出现的长行只留第一次；短句与有一字之差的不动。",
            drop_repeated_lines,
        ),
        rule(
            "删页码并接上断开的段",
            "逐页加一的页码删去；页码把一段话断成两截的，接上。句子已完、下一行是标题的不接，孤立的数字不动。",
            rejoin_paragraphs_at_page_marks,
        ),
        rule(
            "删页码与翻页行",
            "删单独成行的页码、翻页、转载说明和网址；句中的同样字样不动。",
            drop_page_marks,
        ),
        rule(
            "接上硬换行",
            "每行一样长的文件（PDF、电子邮件）把同一段的各行接起来；句子已完且下一行是标题或有缩进的不接。",
            join_wrapped_lines,
            "pdf",
        ),
        rule(
            "删行首行尾空白",
            "删行首行尾的空白，段首缩进也在内；缩进由排版给出。",
            strip_line_edges,
            needs=BLANKS,
        ),
        rule(
            "合拢撑开的字",
            "整行每个字之间空一样宽的，合拢；重印两遍的留一遍；没有汉字的行不动。",
            close_letter_spacing,
            needs=" \u3000",
        ),
        rule(
            "删论坛干扰码",
            "删论坛插在换行处的成对乱码（如“8 V9 e' m5 e( y”）；紧跟汉字的标点留着。",
            drop_forum_jammer,
            "forum",
            needs=" ",
        ),
        rule(
            "删旧版论坛干扰码",
            "删旧版论坛插在行首行尾的乱码，连同旁边的站名；单词、数字、网址、公式不动。",
            old_jammer_rule(site_names),
            "forum",
            needs="?-~",
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
            "删句中混入的网址",
            "删插进句子中间的主机名；每处都列为待查。政府与学校的网址、“登录”“网站”之后的网址不动。",
            take_out_set_in_addresses,
            needs=".．",
        ),
        rule(
            "还原年份里的〇",
            "年份数字之间的两个 U+FFFD 改回“〇”；别处的不动，列为待查。",
            restore_ling_in_years,
            needs="\ufffd",
        ),
        rule(
            "还原破折号与间隔号",
            "“―”改为“—”，“・”改为“·”；假名旁的不动。",
            restore_dashes_and_dots,
            needs="―・",
        ),
        rule(
            "删夹注的拼音",
            "反复出现在常用字后面的括号拼音删去；生僻字的注音、个别的注音不动。",
            drop_bracketed_readings,
            needs=TONED,
        ),
        rule(
            "全角字母数字改半角",
            "全角的数字、字母、百分号和小数点改为半角。",
            narrow_letters_and_digits,
            needs=WIDE_ASCII,
        ),
        rule(
            "半角括号改全角",
            "括着汉字或夹在汉字之间的半角括号改为全角，成对处理；(1)、f(x) 之类不动。",
            widen_brackets,
            needs="()",
        ),
        rule(
            "还原数字里的逗号",
            "全篇逗号都变成了半角的简体文章，百万以上的数目又都写全位数的，数字里的逗号一并改回全角，列为待查。",
            widen_number_marks,
            needs=",",
        ),
        rule(
            "半角标点改全角",
            "汉字旁的半角逗号、叹号、问号、分号、冒号改为全角；千分位、时间、比例、网址不动。",
            widen_punctuation,
            needs=",!?;:",
        ),
        rule(
            "省略号归一",
            "汉字旁的三至六个点改为“……”。",
            join_ellipses,
            needs=".",
        ),
        rule(
            "删汉字间空白",
            "删汉字之间、引号内侧的空白；敬语前的全角空格、两个字的姓名、外文旁的空格不动。",
            close_blanks_between_han,
            needs=BLANKS,
        ),
        rule(
            "混用的字改回本篇用字",
            "简体文章里的繁体行、繁体文章里的简体行，改成本篇用的字；每行都列为待查，不转换的词不动。",
            mixed_script_rule(unify),
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
