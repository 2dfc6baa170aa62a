"""How names from elsewhere look in Chinese and Japanese: characters that mostly write sounds, joined by a dot."""

from __future__ import annotations

import re

_SOUNDS = (
    "阿埃艾爱安奥巴白柏班鲍贝本比彼别宾波伯勃布采查达戴丹道德邓狄迪蒂丁杜顿恩尔法凡菲费芬冯弗佛夫福盖冈戈哥格葛贡古"
    "圭哈汉豪赫亨洪胡怀惠霍基吉加贾简杰捷卡凯坎康考柯科克肯孔库奎昆拉莱赖兰朗劳勒雷里利莉连列林琳卢鲁路伦罗洛吕马玛迈"
    "麦曼毛梅门蒙孟米密摩莫默姆木穆纳娜乃奈内嫩尼涅宁纽农努诺欧帕派潘庞培佩彭皮珀普奇齐乔钦琼丘让热茹瑞若萨塞赛桑森沙"
    "绍舍申施什士斯舒司丝思苏所索塔泰坦汤陶特腾提廷图托瓦旺威韦维魏温翁沃乌武西希锡夏谢辛欣休许雪逊雅亚扬耶叶伊因英尤"
    "于约扎泽曾詹兹佐愛奧貝賓達鄧凱爾費馮蓋貢漢賈簡傑萊賴蘭勞盧魯倫羅馬瑪邁麥門納諾龐齊喬欽瓊讓熱薩賽紹絲蘇騰圖韋維溫烏錫謝許遜揚"
    "葉約澤"
)
_STATES = (
    r"(?:马来西亚|馬來西亞|澳大利亚|印度尼西亚|俄罗斯|俄羅斯|乌克兰|烏克蘭|以色列|伊拉克|加拿大|西班牙|哈萨克斯坦|哈薩克斯坦"
    r"|阿富汗|巴基斯坦|菲律宾|菲律賓|埃塞俄比亚|尼日利亚|利比亚|叙利亚|敍利亞|匈牙利|斯洛伐克|克罗地亚|保加利亚|阿尔巴尼亚"
    r"|白俄罗斯|孟加拉|斯里兰卡|尼泊尔|沙特阿拉伯|拉丁美洲|欧洲|亚洲|非洲|加利福尼亚|佛罗里达|维多利亚|纽约|伦敦|西伯利亚)"
)
SOUNDED = re.compile(rf"(?!{_STATES}$)(?:[{_SOUNDS}]{{3,7}}|[\u4e00-\u9fff]{{1,6}}(?:[·•‧・][\u4e00-\u9fff]{{1,8}})+)")
"""A person's name in Chinese as it sounds: three such characters and more, or two parts and a dot. States are none."""

KATAKANA = re.compile(r"[ァ-ヴー]{3,}(?:[・=＝][ァ-ヴー]+)*|[ァ-ヴー]{2,}(?:[・=＝][ァ-ヴー]+)+")
"""A name in the Japanese letters for what comes from elsewhere; common words are written so too (NO_NAME)."""

NO_NAME = re.compile(
    r"(?:ユーザー|メーカー|スタッフ|ファン|リーダー|チーム|グループ|サイト|ブログ|メンバー|カメラ|システム|データ|アナリスト"
    r"|ジャーナリスト|ライター|スポンサー|オーナー|マネージャー|ドライバー|パイロット|エンジニア|ホテル|センター|サービス"
    r"|プロジェクト|インターネット|ウェブサイト|アメリカ|イギリス|フランス|ドイツ|ロシア|オランダ|スペイン|イタリア|インド"
    r"|ヨーロッパ|アジア|アフリカ|ブラジル|カナダ|メキシコ|オーストラリア|ベトナム|ラオス|ポルトガル|スイス|ウクライナ)"
)
"""Common words and states in these letters."""
