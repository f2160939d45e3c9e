"""Names of places that often mean something else: a person, a word, a company."""
from .census import census_names
from .packages import load_library
from .rows import plain, read_word_statistics

# A word that is capitalised more seldom than this is an everyday word first, whatever else it names.
LEAST_CAPITALISED = 0.6

# Chinese surnames in other spellings that are also cities or words.
SURNAME_SPELLINGS = set("""Au Chan Chang Chau Cheng Cheong Cheung Chia Chin Chiu Cho Choi Chong Chow Chu Chua Chung Fong Fung Goh Ho Hong
Hsu Hui Hung Hwang Ip Kam Kang Keung Khoo Ko Kong Koo Kwan Kwok Lai Lam Lau Law Lee Leong Leung Lim Lin Lo Loh Lok Loo Low Lui Luk Ma
Mak Man Mok Ng Ngai Ong Pang Poon Pun Quan Sham Shum Sin Siu So Soo Sun Suen Sung Sze Szeto Tai Tam Tan Tang Teo Tong Tsai Tsang Tse
Tsui Tung Wai Wan Wong Woo Wu Yam Yan Yang Yau Yee Yeung Yip Yiu Yong Yu Yuan Yue Yuen Yung Kim Park Cha Seo Shin Noh""".split())

# Chinese surnames of two syllables.
DOUBLE_SURNAMES = set("Ouyang Sima Shangguan Situ Zhuge Xiahou Huangfu Murong Gongsun Zhangsun Yuwen Dongfang Ximen Nangong Linghu Dugu "
                      "Duanmu Baili Helian Tuoba Zhongli Dongguo Nanmen Gongliang".split())

# County names that are also everyday given names, slogans or names of things: they count only with support from the context.
COUNTY_NAMES_WITH_OTHER_MEANINGS = set("""
Aimin Chaoyang Chenggong Dongfang Dongfeng Fuxing Guangming Haifeng Haiyan Heping Hongmei Hongqi Hongwei Huaxi Hualong Huimin Jiahe Jianhua Jianping
Jiefang Jinfeng Jinping Lihua Lijin Lingling Liping Lishan Lixin Meilan Minzhu Ping'an Qianjin Qinghua Renhe Renhua Shunping Tianyuan Tuanjie
Weiguo Wenfeng Wenming Xiangyang Xiaoyi Xingguo Xinhua Xinping Xiping Xiufeng Xiuwen Xiuying Yanling Yanping Yonghe Yongqing Yongxin Yongxing
Youhao Yuhong Yuhua Yulong Yuping Zhenxiong Tianshan Guide Changning Jindong Beibei Hukou Lop Nima Bayan Napo Dawa Dongming Yongnian Jixian
Baofeng Dacheng Dahua Dayi Hanting Hongqiao Hongshan Huadian Huarong Hunyuan Jiangling Jinchuan Jingdong Luyuan Nangang Shangri-La Shanshan Suning
Taikang Tongwei Uxin Weixin Wolong Wuling Xinyuan Yanchang Yiling Zijin
""".split())

# Cities whose name is more often a person, a company, a club or a word, and which the lists of US names and of words do not show.
CITY_NAMES_WITH_OTHER_MEANINGS = set("""
Adachi Agri Ahar Aihara Ajax Akashi Amol Anand Arakawa Asaka Bali Basti Bata Batman Bello Benfica Bida Buda Cerro Chalco Chico Commonwealth Constantine
Coronel Daur Davie Ede Engels Erode Esna Fatih Fontana Fuji Fukuyama Gama Gaya Gonder Guna Guantanamo Halim Handa Hino Ichikawa Iida Ikeda Ikoma Ilam
Ise Iwata Iwo Izumi Kani Kariya Kashiwa Kasuga Kawaguchi Kennedy Khanna Kisi Kita Koga Komaki Komatsu Kota Kure Levis Libertad Machida Matsumoto Mau
Maua Meads Merlo Mesa Mestre Minato Miraflores Mishima Mito Moga Morena Moro Munger Nakano Negara Nilufer Noda Offa Okazaki Ome Orai Ordu Ota Owo
Oyama Oyo Pali Pardis Patan Puri Rosario Sabha Sakai Sakata Sakura Salem Sano Sayama Serra Seto Simmering Soka Sucre Suzuka Tamale Tima Toyoda Tsu
Ube Ueda Uji Vista Vladimir Warder Yamaguchi Yamato Jamaica Leon Rio Concord Liberty Marina Independencia Libertador Bimbo Carrefour Merida Suzano
Taiping Tottenham Angers Buffalo Naga Providence
""".split()) | {"San Miguel"}


def is_common_word(name, words):
    """Whether the statistics show a name mostly in lower case."""
    return name.lower() in words and words[name.lower()][1] < LEAST_CAPITALISED


def syllables():
    """All legal toneless pinyin syllables, capitalised."""
    load_library("pypinyin")
    from pypinyin import pinyin_dict
    readings = {reading for readings in pinyin_dict.pinyin_dict.values() for reading in readings.split(",")}
    return {plain(reading).lower().capitalize() for reading in readings}


class OtherMeanings:
    """What a name can mean besides a place."""

    def __init__(self):
        self.words = read_word_statistics()
        first_names = census_names("dist.male.first") + census_names("dist.female.first")
        self.western = set(first_names + census_names("dist.all.last")[:3000])
        self.chinese = syllables() | SURNAME_SPELLINGS

    def common_word(self, name):
        return is_common_word(name, self.words)

    def western_name(self, name):
        """A first name, or one of the most frequent surnames."""
        return name in self.western

    def chinese_name(self, name):
        """A syllable of names, or a surname in another spelling."""
        return name in self.chinese
