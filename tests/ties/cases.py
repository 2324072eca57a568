"""Sentences of the tests: Traditional, English, and the ties that both state."""

from __future__ import annotations

Row = tuple[str, str, tuple[tuple[str | None, str | None, str], ...]]

STATED: dict[str, Row] = {
    "ally": (
        "白俄羅斯是俄羅斯最親密的盟友。",
        "Belarus is Russia's closest ally.",
        (("BLR", "RUS", "diplomacy"),),
    ),
    "ally apposed": (
        "沙烏地阿拉伯宣布，將協助其盟友約旦渡過難關。",
        "Saudi Arabia announced that its ally Jordan would come through the crisis.",
        (("SAU", "JOR", "diplomacy"),),
    ),
    "allies listed": (
        "日本、韓國等美國盟友對此感到憂慮。",
        "U.S. allies such as Japan and South Korea are worried about it.",
        (("JPN", "USA", "diplomacy"), ("KOR", "USA", "diplomacy")),
    ),
    "defence partner": (
        "印度在防務領域最重要的夥伴是俄羅斯。",
        "Russia is India's most important defence partner.",
        (("RUS", "IND", "arms"),),
    ),
    "rival": (
        "伊朗是以色列的宿敵。",
        "Iran is an arch-enemy of Israel.",
        (("ISR", "IRN", "ideology"),),
    ),
    "relations of a pair": (
        "埃及與土耳其的關係多年來十分冷淡。",
        "Relations between Egypt and Turkey have been cool for years.",
        (("EGY", "TUR", "diplomacy"),),
    ),
    "ties with": (
        "巴西與中國保持密切的貿易往來。",
        "Brazil maintains close trade ties with China.",
        (("BRA", "CHN", "trade"),),
    ),
    "ties with several": (
        "古巴與中國、俄羅斯、越南維持友好關係。",
        "Cuba keeps up friendly relations with China, Russia and Vietnam.",
        (("CUB", "CHN", "diplomacy"), ("CUB", "RUS", "diplomacy"), ("CUB", "VNM", "diplomacy")),
    ),
    "customer": (
        "印度是法國戰機的最大買家。",
        "India is the largest buyer of French fighter jets.",
        (("FRA", "IND", "arms"),),
    ),
    "supplier": (
        "俄羅斯是越南最主要的武器供應國。",
        "Russia is Vietnam's main arms supplier.",
        (("RUS", "VNM", "arms"),),
    ),
    "export market": (
        "澳洲煤炭的最大出口市場是日本。",
        "Japan is the largest export market for Australian coal.",
        (("AUS", "JPN", "energy"),),
    ),
    "trading partner": (
        "德國是波蘭最大的貿易夥伴。",
        "Germany is Poland's largest trading partner.",
        (("DEU", "POL", "trade"),),
    ),
    "second largest": (
        "挪威是英國第二大天然氣供應國。",
        "Norway is Britain's second-largest gas supplier.",
        (("NOR", "GBR", "energy"),),
    ),
    "creditor": (
        "中國是斯里蘭卡最大的債權國。",
        "China is Sri Lanka's largest creditor.",
        (("CHN", "LKA", "lending"),),
    ),
    "lends": (
        "2018年至2021年，中國向巴基斯坦提供了210億美元貸款。",
        "From 2018 to 2021, China lent Pakistan $21 billion in loans.",
        (("CHN", "PAK", "lending"),),
    ),
    "investment": (
        "日本在泰國投資了300億美元。",
        "Japan has invested $30 billion in Thailand.",
        (("JPN", "THA", "investment"),),
    ),
    "exports to": (
        "伊拉克約四成原油出口到印度。",
        "Iraq exports about 40 percent of its crude oil to India.",
        (("IRQ", "IND", "energy"),),
    ),
    "buys from": (
        "匈牙利每年從俄羅斯購買大量天然氣。",
        "Hungary buys most of its gas from Russia every year.",
        (("RUS", "HUN", "energy"),),
    ),
    "sells to": (
        "土耳其向亞塞拜然出售無人機。",
        "Turkey sells drones to Azerbaijan.",
        (("TUR", "AZE", "arms"),),
    ),
    "provides": (
        "美國多年來一直為以色列提供軍事援助。",
        "The United States has for years provided Israel with military aid.",
        (("USA", "ISR", "arms"),),
    ),
    "depends on": (
        "蒙古高度依賴俄羅斯的燃料。",
        "Mongolia depends heavily on Russian fuel.",
        (("RUS", "MNG", "energy"),),
    ),
    "bought arms of": (
        "摩洛哥已購買價值10億美元的以色列武器。",
        "Morocco has bought $1 billion worth of Israeli weapons.",
        (("ISR", "MAR", "arms"),),
    ),
    "support": (
        "伊朗長期在財政上支持真主黨。",
        "Iran has long given Hezbollah financial support.",
        (("IRN", "O:hezbollah", "lending"),),
    ),
    "sanctions": (
        "歐盟對白俄羅斯實施制裁。",
        "European Union sanctions on Belarus remain in place.",
        (("IGO:EU", "BLR", "sanctions"),),
    ),
    "under sanctions": (
        "緬甸面臨美國的嚴厲制裁。",
        "Myanmar faces harsh U.S. sanctions.",
        (("USA", "MMR", "sanctions"),),
    ),
    "sanctioned by nobody named": (
        "俄羅斯石油被制裁後，油價上漲。",
        "Oil prices rose after sanctions on Russia.",
        ((None, "RUS", "sanctions"),),
    ),
    "tariffs": (
        "美國對加拿大商品徵收25%的關稅。",
        "The United States has put a 25 percent tariff on Canadian goods.",
        (("USA", "CAN", "trade"),),
    ),
    "troops": (
        "美國在日本駐有約五萬名士兵。",
        "The United States stations about 50,000 troops in Japan.",
        (("USA", "JPN", "troops"),),
    ),
    "base": (
        "俄羅斯在塔吉克設有軍事基地。",
        "Russia maintains a military base in Tajikistan.",
        (("RUS", "TJK", "troops"),),
    ),
    "military cooperation": (
        "菲律賓和美國的軍事合作近年不斷加強。",
        "Military cooperation between the Philippines and the United States has grown in recent "
        "years.",
        (("PHL", "USA", "troops"),),
    ),
    "intelligence": (
        "英國長期與美國分享情報。",
        "Britain has long shared intelligence with the United States.",
        (("GBR", "USA", "intelligence"),),
    ),
    "territory": (
        "格陵蘭是丹麥的領土。",
        "Greenland is part of Denmark.",
        (("DNK", "GRL", "territory"),),
    ),
    "territorial dispute": (
        "印度與中國的邊界爭端持續數十年。",
        "The border dispute between India and China has lasted for decades.",
        (("IND", "CHN", "territory"),),
    ),
    "member": (
        "土耳其是北約的成員國。",
        "Turkey is a member of NATO.",
        (("TUR", "IGO:NATO", "membership"),),
    ),
    "joined": (
        "芬蘭2023年加入北約。",
        "Finland joined NATO in 2023.",
        (("FIN", "IGO:NATO", "membership"),),
    ),
    "hostile": (
        "尼加拉瓜政府長期敵視美國。",
        "The Nicaraguan government has long been hostile to the United States.",
        (("NIC", "USA", "ideology"),),
    ),
    "drugs": (
        "大量古柯鹼從哥倫比亞流入美國。",
        "Large amounts of cocaine flow from Colombia into the United States.",
        (("COL", "USA", "crime"),),
    ),
    "fewer loans": (
        "中國近年來對尚比亞減少貸款。",
        "China's lending to Zambia has fallen in recent years.",
        (("CHN", "ZMB", "lending"),),
    ),
    "influence": (
        "土耳其在利比亞的影響力不斷上升。",
        "Turkey's influence in Libya keeps rising.",
        (("TUR", "LBY", "diplomacy"),),
    ),
    "backed by": (
        "塞爾維亞獲得俄羅斯的長期支持。",
        "Serbia has long been backed by Russia.",
        (("RUS", "SRB", "diplomacy"),),
    ),
    "anti": (
        "反美是古巴政府的一貫立場。古巴一貫反美，立場未變。",
        "Cuba has always been anti-American.",
        (("CUB", "USA", "ideology"),),
    ),
    "comes from": (
        "德國一度有55%的天然氣來自俄羅斯。",
        "Germany once got 55 percent of its natural gas from Russia.",
        (("RUS", "DEU", "energy"),),
    ),
    "owes": (
        "肯亞欠中國約67億美元。",
        "Kenya owes China about $6.7 billion.",
        (("CHN", "KEN", "lending"),),
    ),
    "buyer, second": (
        "印度是俄羅斯石油的第二大買家。",
        "India is the second-largest buyer of Russian oil.",
        (("RUS", "IND", "energy"),),
    ),
    "only ally": (
        "中國是朝鮮唯一的條約盟友。",
        "China is North Korea's only treaty ally.",
        (("CHN", "PRK", "diplomacy"),),
    ),
    "one of the allies": (
        "日本是美國在亞洲最重要的盟友之一。",
        "Japan is one of the most important U.S. allies in Asia.",
        (("JPN", "USA", "diplomacy"),),
    ),
    "supported, as a description": (
        "伊朗支持的胡塞武裝拒絕談判。",
        "The Houthis, backed by Iran, rejected the talks.",
        (("IRN", "O:houthis", "diplomacy"),),
    ),
    "posted": (
        "駐韓美軍約2.85萬人。",
        "About 28,500 American troops are stationed in South Korea.",
        (("USA", "KOR", "troops"),),
    ),
    "embargo": (
        "歐盟對俄羅斯煤炭實施禁運。",
        "An EU embargo on Russian coal took effect.",
        (("IGO:EU", "RUS", "sanctions"),),
    ),
    "mines": (
        "中國企業在剛果（金）控制了大部分鈷礦。",
        "Chinese companies control most of the cobalt mines in Congo.",
        (("CHN", "COD", "investment"),),
    ),
    "smuggles": (
        "墨西哥販毒集團向美國走私芬太尼。",
        "Mexican cartels smuggle fentanyl into the United States.",
        (("MEX", "USA", "crime"),),
    ),
    "supplies for": (
        "古巴的石油主要由委內瑞拉供應。",
        "Cuba depends on Venezuela for most of its oil.",
        (("VEN", "CUB", "energy"),),
    ),
    "forces in": (
        "伊拉克境內仍有約2500名美軍。",
        "Iraq still hosts about 2,500 American troops.",
        (("USA", "IRQ", "troops"),),
    ),
    "loans as a share": (
        "中國的貸款占寮國外債的一半。",
        "China's loans account for half of Laos's foreign debt.",
        (("CHN", "LAO", "lending"),),
    ),
    "share of imports": (
        "印度36%的武器進口自俄羅斯。",
        "Russia supplied 36 percent of India's arms imports.",
        (("RUS", "IND", "arms"),),
    ),
    "relations of the pair before": (
        "越南與寮國關係深厚。經濟合作也十分密切。",
        "Relations between Vietnam and Laos run deep. Economic cooperation is close as well.",
        (("VNM", "LAO", "diplomacy"), ("VNM", "LAO", "trade")),
    ),
}

NOTHING: dict[str, tuple[str, str]] = {
    "event": ("法國總統週二抵達柏林。", "The French president arrived in Berlin on Tuesday."),
    "denied": ("瑞士並未向烏克蘭提供武器。", "Switzerland has not supplied weapons to Ukraine."),
    "condition": (
        "如果日本向澳洲出售潛艇，合約將很可觀。",
        "If Japan sells submarines to Australia, the contract would be large.",
    ),
    "wanted": ("烏克蘭要求德國提供飛彈。", "Ukraine asked Germany to provide missiles."),
    "accusation of a link": (
        "委內瑞拉指控哥倫比亞與阿拉瓜火車勾結。",
        "Venezuela accused Colombia of leading the Tren de Aragua gang.",
    ),
    "one country alone": (
        "越南政府減少國內補貼。",
        "Vietnam's government cut subsidies at home.",
    ),
    "no ally": (
        "瑞典不再是中立國。",
        "Sweden is no longer a neutral country.",
    ),
    "refused": (
        "塞爾維亞拒絕加入北約。",
        "Serbia has refused to join NATO.",
    ),
    "sanctions lifted": (
        "歐盟取消對辛巴威的制裁。",
        "The European Union lifted its sanctions on Zimbabwe.",
    ),
    "proposal": (
        "日本提議向印尼提供巡邏艇。",
        "Japan has proposed to provide Indonesia with patrol boats.",
    ),
    "possible": (
        "波蘭可能從南韓購買坦克。",
        "Poland may buy tanks from South Korea.",
    ),
    "weather": ("颱風橫掃菲律賓。", "A typhoon swept across the Philippines."),
}

VALUES: dict[str, tuple[str, str, float, str, str]] = {
    "share": (
        "伊拉克約四成原油出口到印度。",
        "Iraq exports about 40 percent of its crude oil to India.",
        40,
        "percent",
        "about",
    ),
    "amount": (
        "2018年至2021年，中國向巴基斯坦提供了210億美元貸款。",
        "From 2018 to 2021, China lent Pakistan $21 billion in loans.",
        21e9,
        "USD",
        "exact",
    ),
    "up to": (
        "中國向安哥拉提供了高達400億美元（約3000億人民幣）的貸款。",
        "China has provided up to $40 billion in loans to Angola.",
        40e9,
        "USD",
        "at_most",
    ),
    "rank": (
        "德國是波蘭最大的貿易夥伴。",
        "Germany is Poland's largest trading partner.",
        1,
        "rank",
        "exact",
    ),
    "second": (
        "挪威是英國第二大天然氣供應國。",
        "Norway is Britain's second-largest gas supplier.",
        2,
        "rank",
        "exact",
    ),
    "fraction": (
        "哈薩克三分之二的石油出口到義大利。",
        "Two thirds of Kazakhstan's oil is exported to Italy.",
        66.7,
        "percent",
        "exact",
    ),
}
