"""Small words: those that hold sentences together and are about nothing by themselves."""

_SMALL_WORDS = """
a about across after all also am an and any are as at be because been before being between both but by can could did do
does each every for from had has have he her his how i if in into is it its just last many may more most much my no not
now of on one only or other our out over own she should since so some than that the their them then there these they
this those through to two under until up us was we were what when where which while who will with would you your"""
_LESS_SMALL_WORDS = """
again against almost alone along already although always among another anybody anyone anything around away become
becomes behind below beside besides cannot despite down during either else enough even ever everybody everyone
everything except few first further get gets goes got here however inside instead keep keeps kept least less made
make makes meanwhile might mostly move must near neither never next nobody none nor nothing often once onto others
otherwise ourselves part perhaps put puts quite rather really same see seen seem seems several shall show shows
shown side sometimes soon still such take takes taken themselves therefore though throughout together too toward
towards upon use used using various via want wants well whatever whenever whether whole whose within without yet"""
SMALL = frozenset(_SMALL_WORDS.split())  # few enough for their order to be learned
ABOUT_NOTHING = SMALL | frozenset(_LESS_SMALL_WORDS.split())
