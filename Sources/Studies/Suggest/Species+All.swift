/// The species of the table.
extension Species {
  /// All, by their scientific names.
  public static let all: [Species] = [
    Species(
      "AedAeg", "Aedes aegypti", "yellow fever mosquito", mutation: 3.5e-9, recombination: 2.78e-9, generation: 0.0667,
      size: 1_000_000,
      [
        "Crawford et al. 2017, doi:10.1186/s12915-017-0351-0 (mutation rate, generation time, size)",
        "Keightley et al. 2009, doi:10.1101/gr.091231.109 (mutation rate)",
        "Juneja et al. 2014, doi:10.1371/journal.pntd.0002652 (recombination rate)",
      ]),
    Species(
      "AnaPla", "Anas platyrhynchos", "mallard", mutation: 4.83e-9, recombination: 1.43e-8, generation: 4,
      size: 156_000,
      [
        "Lavretsky et al. 2020, doi:10.1111/mec.15343 (mutation rate, generation time)",
        "Lavretsky et al. 2019, doi:10.1002/ece3.4981 (recombination rate)",
        "Huang et al. 2006, doi:10.1534/genetics.105.053256 (recombination rate)",
        "Guo et al. 2021, doi:10.24272/j.issn.2095-8137.2020.133 (size)",
      ]),
    Species(
      "AnoGam", "Anopheles gambiae", "African malaria mosquito", mutation: 3.5e-9, recombination: 1.45e-8,
      generation: 0.0909, size: 1_000_000,
      [
        "Ag1000G Consortium 2017, doi:10.1038/nature24995 (mutation rate, generation time, size)",
        "Keightley et al. 2009, doi:10.1101/gr.091231.109 (mutation rate)",
        "Pombi et al. 2006, doi:10.4269/ajtmh.2006.75.901 (recombination rate)",
        "Zheng et al. 1996, www.genetics.org/content/143/2/941 (recombination rate)",
      ]),
    Species(
      "ApiMel", "Apis mellifera", "honey bee", mutation: 3.4e-9, recombination: 2.32e-7, generation: 2, size: 200_000,
      [
        "Yang et al. 2015, doi:10.1038/nature14649 (mutation rate)",
        "Beye et al. 2006, doi:10.1101/gr.5680406 (recombination rate)",
        "Nelson et al. 2017, doi:10.1111/mec.14122 (generation time)",
        "Wallberg et al. 2014, doi:10.1038/ng.3077 (size)",
      ]),
    Species(
      "AraTha", "Arabidopsis thaliana", "thale cress", mutation: 7e-9, recombination: 8.06e-10, generation: 1,
      size: 10_000,
      [
        "Ossowski et al. 2010, doi:10.1126/science.1180677 (mutation rate)",
        "Huber et al. 2014, doi:10.1093/molbev/msu247 (recombination rate)",
        "Donohue 2002, doi:10.1890/0012-9658(2002)083[1006:GTINSO]2.0.CO;2 (generation time)",
        "1001GenomesConsortium 2016, doi:10.1016/j.cell.2016.05.063 (size)",
      ], note: "recombination as effective under selfing (97 %)"),
    Species(
      "BosTau", "Bos taurus", "cattle", mutation: 1.2e-8, recombination: 9.26e-9, generation: 5, size: 62_000,
      [
        "Harland et al. 2017, doi:10.1101/079863 (mutation rate)",
        "Ma et al. 2015, doi:10.1371/journal.pgen.1005387 (recombination rate)",
        "MacLeod et al. 2013, doi:10.1093/molbev/mst125 (generation time, size)",
      ]),
    Species(
      "CaeEle", "Caenorhabditis elegans", "nematode", mutation: 1.84e-9, recombination: 3.05e-11, generation: 0.01,
      size: 10_000,
      [
        "Konrad et al. 2019, doi:10.1534/genetics.119.302054 (mutation rate)",
        "Konrad et al. 2017, doi:10.1093/molbev/msx051 (mutation rate)",
        "Rockman & Kruglyak 2009, doi:10.1371/journal.pgen.1000419 (recombination rate)",
        "Frézal & Félix 2015, doi:10.7554/eLife.05849 (generation time)",
        "Barrière & Félix 2005, doi:10.1016/j.cub.2005.06.022 (size)",
        "Cutter 2006, doi:10.1534/genetics.105.048207 (size)",
      ], note: "recombination as effective under selfing (99.9 %)"),
    Species(
      "CanFam", "Canis familiaris", "dog", mutation: 4e-9, recombination: 9.51e-9, generation: 3, size: 13_000,
      [
        "Skoglund et al. 2015, doi:10.1016/j.cub.2015.04.019 (mutation rate)",
        "Frantz et al. 2016, doi:10.1126/science.aaf3161 (mutation rate)",
        "Campbell et al. 2016, doi:10.1534/g3.116.034678 (recombination rate)",
        "Lindblad-Toh et al. 2005, doi:10.1038/nature04338 (size)",
      ]),
    Species(
      "DroMel", "Drosophila melanogaster", "fruit fly", mutation: 5.49e-9, recombination: 2.16e-8, generation: 0.1,
      size: 1_721_000,
      [
        "Schrider et al. 2013, doi:10.1534/genetics.113.151670 (mutation rate)",
        "Comeron et al. 2012, doi:10.1371/journal.pgen.1002905 (recombination rate)",
        "Li et al. 2006, doi:10.1371/journal.pgen.0020166 (generation time, size)",
      ]),
    Species(
      "DroSec", "Drosophila sechellia", "fruit fly of the Seychelles", mutation: 1.5e-9, recombination: 2.24e-8,
      generation: 0.05, size: 100_000,
      [
        "Wall et al. 2002, doi:10.1093/genetics/162.1.203 (mutation rate)",
        "Comeron et al. 2012, doi:10.1371/journal.pgen.1002905 (recombination rate)",
        "Legrand et al. 2009, doi:10.1534/genetics.108.092080 (generation time, size)",
      ]),
    Species(
      "GasAcu", "Gasterosteus aculeatus", "three-spined stickleback", mutation: 3.7e-8, recombination: 3.11e-8,
      generation: 2, size: 10_000,
      [
        "Liu et al. 2016, doi:10.1111/mec.13827 (mutation rate, generation time, size)",
        "Roesti et al. 2013, doi:10.1111/mec.12322 (recombination rate)",
      ]),
    Species(
      "GorGor", "Gorilla gorilla", "gorilla", mutation: 1.24e-8, recombination: 1.19e-8, generation: 19, size: 25_200,
      [
        "Besenbacher et al. 2019, doi:10.1038/s41559-018-0778-x (mutation rate, generation time)",
        "Stevison et al. 2015, doi:10.1093/molbev/msv331 (recombination rate)",
        "Yu et al. 2004, doi:10.1534/genetics.166.3.1375 (size)",
      ]),
    Species(
      "HelAnn", "Helianthus annuus", "sunflower", mutation: 6.1e-9, recombination: 4e-9, generation: 1, size: 674_000,
      [
        "Andrew et al. 2013, doi:10.1111/mec.12038 (mutation rate)",
        "Renaut et al. 2013, doi:10.1038/ncomms2833 (recombination rate)",
        "Strasburg and Rieseberg 2008, doi:10.1111/j.1558-5646.2008.00415.x (generation time)",
        "Strasburg et al. 2010, doi:10.1093/molbev/msq270 (size)",
      ]),
    Species(
      "HelMel", "Heliconius melpomene", "postman butterfly", mutation: 2.9e-9, recombination: 3.97e-8,
      generation: 0.0959, size: 2_111_000,
      [
        "Keightley et al. 2015, doi:10.1093/molbev/msu302 (mutation rate)",
        "Davey et al. 2017, doi:10.1002/evl3.12 (recombination rate)",
        "Pardo-Diaz et al. 2012, doi:10.1371/journal.pgen.1002752 (generation time, size)",
      ]),
    Species(
      "HomSap", "Homo sapiens", "human", mutation: 1.29e-8, recombination: 1.28e-8, generation: 30, size: 10_000,
      [
        "Tian, Browning, and Browning 2019, doi:10.1016/j.ajhg.2019.09.012 (mutation rate)",
        "The International HapMap Consortium 2007, doi:10.1038/nature06258 (recombination rate)",
        "Tremblay and Vézina 2000, doi:10.1086/302770 (generation time)",
        "Takahata 1993, doi:10.1093/oxfordjournals.molbev.a039995 (size)",
      ]),
    Species(
      "MusMus", "Mus musculus", "mouse", mutation: 5.4e-9, recombination: 5.76e-9, generation: 0.75, size: 500_000,
      [
        "Uchimura et al. 2015, doi:10.1101/gr.186148.114 (mutation rate)",
        "Goios et al. 2007, doi:10.1101/gr.5941007 (mutation rate)",
        "Cox et al. 2009, doi:10.1534/genetics.109.105486 (recombination rate)",
        "Phifer-Rixey et al. 2020, doi:10.1186/s12862-020-01666-9 (generation time)",
        "Phifer-Rixey et al. 2012, doi:10.1093/molbev/mss105 (size)",
        "Booker and Keightley 2018, doi:10.1093/molbev/msy188 (size)",
        "Fujiwara et al. 2022, doi:10.1093/gbe/evac068 (size)",
      ]),
    Species(
      "OrySat", "Oryza sativa", "asian rice", mutation: 3.2e-9, recombination: 8.97e-10, generation: 1, size: 46_880,
      [
        "Yang et al. 2015, doi:10.1038/nature14649 (mutation rate)",
        "Caicedo et al. 2007, doi:10.1371/journal.pgen.0030163 (recombination rate, generation time)",
        "Si et al. 2015, doi:10.1111/nph.13319 (recombination rate)",
      ]),
    Species(
      "PanTro", "Pan troglodytes", "chimpanzee", mutation: 1.6e-8, recombination: 1.2e-8, generation: 24.6,
      size: 16_780,
      [
        "Besenbacher et al. 2019, doi:10.1038/s41559-018-0778-x (mutation rate)",
        "Stevison et al. 2015, doi:10.1093/molbev/msv331 (recombination rate, size)",
        "Langergraber et al. 2012, doi:10.1073/pnas.1211740109 (generation time)",
      ]),
    Species(
      "PapAnu", "Papio anubis", "olive baboon", mutation: 5.7e-9, recombination: 1.13e-8, generation: 11, size: 335_500,
      [
        "Wu et al. 2020, doi:10.1371/journal.pbio.3000838 (mutation rate, generation time)",
        "Wall et al. 2022, doi:10.1093/gbe/evac040 (recombination rate, size)",
      ]),
    Species(
      "PhoSin", "Phocoena sinus", "vaquita", mutation: 5.83e-9, recombination: 1e-8, generation: 11.9, size: 3_500,
      [
        "Robinson et al. 2022, doi:10.1126/science.abm1742 (mutation rate, generation time, size)",
        "Morin et al. 2021, doi:10.1111/1755-0998.13284 (recombination rate)",
        "Taylor et al. 2007, aquadocs.org/handle/1834/41281 (generation time)",
      ]),
    Species(
      "PonAbe", "Pongo abelii", "sumatran orangutan", mutation: 1.5e-8, recombination: 6.4e-9, generation: 25,
      size: 17_900,
      [
        "Wich et al. 2008, doi:10.1093/acprof:oso/9780199213276.003.0005 (generation time)",
        "Locke et al. 2011, doi:10.1038/nature09687 (size)",
      ], note: "stdpopsim 0.3.0, which the mutation rate is from, names no source of it"),
    Species(
      "RatNor", "Rattus norvegicus", "rat", mutation: 2.96e-9, recombination: 6.15e-9, generation: 0.5, size: 124_000,
      [
        "Deinum et al. 2015, doi:10.1093/molbev/msv126 (mutation rate, size)",
        "Schlick et al. 2006, doi:10.1152/ajpcell.00234.2006 (mutation rate)",
        "Littrell et al. 2018, doi:10.1534/g3.118.200187 (recombination rate)",
        "McGuire et al. 2006, doi:10.1674/0003-0031(2006)155[0221:GEOARP]2.0.CO;2 (generation time)",
        "Keightly and Eyre-Walker 2000, doi:10.1126/science.290.5490.331 (generation time)",
      ]),
    Species(
      "SusScr", "Sus scrofa", "pig", mutation: 3.6e-9, recombination: 9.42e-9, generation: 3.6, size: 270_000,
      [
        "Zhang et al. 2022, doi:10.1016/j.gpb.2022.02.001 (mutation rate, size)",
        "Johnsson et al. 2021, doi:10.1186/s12711-021-00643-0 (recombination rate)",
        "Servanty et al. 2011, doi:10.1111/j.1365-2664.2011.02017.x (generation time)",
      ]),
  ]
}
