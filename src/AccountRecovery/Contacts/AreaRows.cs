namespace AccountRecovery;

/// <summary>The first digits, after the country code, of the numbers of each country that shares its country code with others.</summary>
/// <remarks>
/// Same source, date and script as <see cref="CountryRows"/>. In North America each area code is listed. An area code that is not listed belongs to no country, because a
/// new area may belong to a country from which much message fraud comes. In other regions, the numbers that are not listed belong to the largest country.
/// </remarks>
internal static class AreaRows
{
    /// <summary>One line for each country, or several: the country and the first digits of its numbers.</summary>
    internal const string Text = """
        AG|268
        AI|264
        AS|684
        AX|18
        BB|246
        BL|59027 59029 59051 59052 59087
        BM|441
        BQ|3 4 7
        BS|242
        CA|204 226 236 249 250 257 263 273 289 306 343 354 365 367 368 382 403 416 418 428 431 437 438 450 468 474 506 514 519 548 579 581
        CA|584 587 604 613 639 647 672 683 705 709 742 753 778 780 782 807 819 825 867 873 879 902 905 942
        CC|89162
        CX|89164
        DM|767
        DO|809 829 849
        GD|473
        GG|1481 7781 7839 79111 79117
        GU|671
        IM|1624 74576 7524 7624
        JE|1534 7509 77003 77007 77008 7797 7829 7937
        JM|658 876
        KN|869
        KY|345
        KZ|7
        LC|758
        MF|59000 59007 59009 59013 59030 59043 59050 59056 59058 59077 59079
        MP|670
        MS|664
        PR|787 939
        RU|3 4 8 9
        SJ|79
        SX|721
        TA|8
        TC|649
        TT|868
        US|201 202 203 205 206 207 208 209 210 212 213 214 215 216 217 218 219 220 223 224 225 227 228 229 231 234 235 239 240 248 251 252
        US|253 254 256 260 262 267 269 270 272 274 276 279 281 283 301 302 303 304 305 307 308 309 310 312 313 314 315 316 317 318 319 320
        US|321 323 324 325 326 327 329 330 331 332 334 336 337 339 341 346 347 350 351 352 353 360 361 363 364 369 380 385 386 401 402 404
        US|405 406 407 408 409 410 412 413 414 415 417 419 423 424 425 430 432 434 435 440 442 443 445 447 448 458 463 464 469 470 472 475
        US|478 479 480 484 501 502 503 504 505 507 508 509 510 512 513 515 516 517 518 520 530 531 534 539 540 541 551 557 559 561 562 563
        US|564 567 570 571 572 573 574 575 580 582 585 586 601 602 603 605 606 607 608 609 610 612 614 615 616 617 618 619 620 623 626 628
        US|629 630 631 636 640 641 645 646 650 651 656 657 659 660 661 662 667 669 678 680 681 682 686 689 701 702 703 704 706 707 708 712
        US|713 714 715 716 717 718 719 720 724 725 726 727 728 730 731 732 734 737 738 740 743 747 748 754 757 760 762 763 765 769 770 771
        US|772 773 774 775 779 781 785 786 801 802 803 804 805 806 808 810 812 813 814 815 816 817 818 820 821 826 828 830 831 832 835 838
        US|839 840 843 845 847 848 850 854 856 857 858 859 860 862 863 864 865 870 872 878 901 903 904 906 907 908 909 910 912 913 914 915
        US|916 917 918 919 920 925 928 929 930 931 934 936 937 938 940 941 943 945 947 948 949 951 952 954 956 959 970 971 972 973 975 978
        US|979 980 983 984 985 986 989
        VA|06698
        VC|784
        VG|284
        VI|340
        YT|2689 269 639 7093
        """;

    /// <summary>The countries to which the numbers of a shared code belong if no listed digits match.</summary>
    internal const string Largest = "IT GB NO AU MA RE SH FI GP CW";
}
