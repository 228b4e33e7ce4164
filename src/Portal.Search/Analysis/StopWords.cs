using System.Collections.Frozen;

namespace Portal.Search.Analysis;

/// <summary>
/// Words that carry the sentence, not the subject. They are indexed (phrases need their place), and left out of a question
/// as soon as it holds another word.
/// </summary>
internal static class StopWords
{
    private static readonly FrozenSet<string> Words = """
        aan al alles als altijd andere ben bent bij daar dan dat de der deze die dit doch doe doen doet door dus een eens en er ge geen
        geweest haar had hadden heb hebben hebt heeft hem het hier hij hoe hun iemand iets ik in is ja je jij jou jouw kan kun kunnen
        kunt kon maar mag me meer men met mij mijn moet moeten na naar niet niets nog nu of om omdat onder ons onze ook op over reeds
        te tegen toch toen tot u uit uw van veel voor waar waarom wanneer want waren was wat we wel welk welke werd wezen wie wij wil
        willen word worden wordt zal ze zelf zich zij zijn zo zonder zou zouden zullen
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();

    /// <summary>Whether a folded word is one.</summary>
    public static bool Contains(string word) => Words.Contains(word);
}
